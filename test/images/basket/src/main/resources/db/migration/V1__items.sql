create table items (id bigint primary key, sku text); alter table prices add column sku text;
