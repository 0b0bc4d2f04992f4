// Tells what the audit of GraphQL over HTTP objects to. A notice is about what a server may do beyond that.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const objections = results.filter(({ status }) => status !== 'ok' && status !== 'notice');
for (const { status, id, name, reason } of objections) {
  console.log(`${status}: ${id} ${name}: ${reason}`);
}
console.log(`${results.length} audits, ${objections.length} objections`);
process.exitCode = objections.length ? 1 : 0;
