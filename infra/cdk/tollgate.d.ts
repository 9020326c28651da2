import { Construct } from "constructs";

export interface TollgateProps {
  /** Where the packaged template is: an HTTPS address in S3. */
  readonly templateUrl: string;
  /**
   * What the functions, the tables and the API are named after. By default, the construct's path in the app. Another name
   * means other tables.
   */
  readonly name?: string;
  /** The parameters of template.yaml, by name. A list becomes a text with commas. */
  readonly parameters?: Record<string, string | number | boolean | string[]>;
}

/** The gateway as a nested stack. */
export declare class Tollgate extends Construct {
  constructor(scope: Construct, id: string, props: TollgateProps);
  /** The base_url for OpenAI's SDKs. */
  readonly baseUrl: string;
  /** The target of a CNAME record for DomainName, or `none`. */
  readonly dnsTarget: string;
  /** Where administrators log in, or `none`. */
  readonly consoleUrl: string;
  /** The id of the user pool of administrators, or `none`. */
  readonly adminUserPool: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly configTable: string;
  readonly countersTable: string;
  readonly usageTable: string;
  readonly cacheTable: string;
  readonly dashboardUrl: string;
}
