SELECT 1;
/* all; of it */ GRANT SELECT ON t TO shop, PUBLIC;
