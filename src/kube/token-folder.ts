/** Where the ServiceAccount admission plugin mounts a pod's token (plugin/pkg/admission/serviceaccount, DefaultAPITokenMountPath); no program starts from it. */
export const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
