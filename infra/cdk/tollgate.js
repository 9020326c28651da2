import { CfnStack, Names, Token } from "aws-cdk-lib";
import { Construct } from "constructs";

const OUTPUTS = {
  baseUrl: "BaseUrl",
  dnsTarget: "DnsTarget",
  consoleUrl: "ConsoleUrl",
  adminUserPool: "AdminUserPool",
  functionName: "FunctionName",
  logGroupName: "LogGroupName",
  configTable: "ConfigTable",
  countersTable: "CountersTable",
  usageTable: "UsageTable",
  cacheTable: "CacheTable",
  dashboardUrl: "DashboardUrl",
};

// What the template appends to a name may have eight letters, and Lambda takes 64.
const LONGEST = 56;

/** The gateway as a nested stack, from a packaged template: docs/deploy.md says how to package it. */
export class Tollgate extends Construct {
  /**
   * @param {Construct} scope
   * @param {string} id
   * @param {{templateUrl: string, name?: string, parameters?: Record<string, string | number | boolean | string[]>}} props
   */
  constructor(scope, id, { templateUrl, name, parameters = {} }) {
    super(scope, id);
    // CloudFormation names a nested stack after its parent, with letters of its own: too long for a function.
    const Name = name ?? Names.uniqueResourceName(this, { maxLength: LONGEST, separator: "-" });
    const given = Object.entries({ Name, ...parameters }).map(([name, value]) => [name, text(name, value)]);
    const stack = new CfnStack(this, "Stack", { templateUrl, parameters: Object.fromEntries(given) });
    for (const [property, output] of Object.entries(OUTPUTS)) {
      this[property] = stack.getAtt(`Outputs.${output}`).toString();
    }
  }
}

/** CloudFormation takes texts only, and lists as texts with commas. */
function text(name, value) {
  if (Array.isArray(value)) return value.map((one) => text(name, one)).join(",");
  if (["string", "number", "boolean"].includes(typeof value)) return Token.isUnresolved(value) ? value : String(value);
  throw new TypeError(`The parameter ${name} is neither a text, a number, a boolean nor a list of them.`);
}
