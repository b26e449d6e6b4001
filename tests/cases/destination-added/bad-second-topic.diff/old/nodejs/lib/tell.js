const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const sns = new SNSClient({});
const TopicArn = process.env.TOPIC_ARN || 'orders';
exports.tell = (Message) => sns.send(new PublishCommand({ TopicArn, Message }));
