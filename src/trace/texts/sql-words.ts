/** What a program hands on of a database's complaint. */

/** The class of the error, as the driver calls it. */
export const typeOf = ({ fields }: { fields: object }) => ('type' in fields && typeof fields.type === 'string' ? fields.type : '');

/** The database's own words, without the name of the error's class. */
export function wordsOf({ quote, fields }: { quote: string; fields: object }): string {
  const { message, detail, tool } = fields as { message?: string; detail?: string; tool?: string };
  return message ?? (tool === 'flyway' || tool === 'liquibase' ? detail : undefined) ?? quote;
}
