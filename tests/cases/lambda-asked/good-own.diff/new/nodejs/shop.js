exports.a = process.env.AWS_LAMBDA_FUNCTION_NAME;
