CREATE INDEX a ON orders (tenant);
