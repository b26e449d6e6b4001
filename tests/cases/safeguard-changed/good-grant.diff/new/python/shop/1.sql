CREATE INDEX a ON orders (tenant);
-- GRANT ALL ON orders TO PUBLIC;
GRANT SELECT ON orders TO reports;
INSERT INTO notes VALUES ('grant all to public');
