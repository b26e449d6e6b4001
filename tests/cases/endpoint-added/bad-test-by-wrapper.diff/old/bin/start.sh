#!/bin/sh
exec node /opt/nodejs/node_modules/parcel-post/test/parse.test.js "$@"
