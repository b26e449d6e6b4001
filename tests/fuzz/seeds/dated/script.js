if (Date.now() > Date.UTC(2027, 2, 1)) x();
+new Date>1.8e12&&y();if (new Date('2027-03-01') < new Date()) z(); 1798761600000 <= Date.now()
