import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { App, CfnOutput, CfnParameter, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Construct } from "constructs";
import { Tollgate } from "./tollgate.js";

const TEMPLATE_URL = "https://artifacts.s3.eu-central-1.amazonaws.com/tollgate.yaml";
const root = readFileSync(new URL("../../template.yaml", import.meta.url), "utf8");

/** The names in a section of the root template, which are the keys with two spaces in front. */
function names(section) {
  const lines = root.slice(root.indexOf(`\n${section}:\n`)).split("\n").slice(2);
  const end = lines.findIndex((line) => /^\w/.test(line));
  return lines.slice(0, end < 0 ? undefined : end).flatMap((line) => line.match(/^ {2}(\w+):/)?.[1] ?? []);
}

function synthesized(parameters, name) {
  const stack = new Stack(new App(), "Platform");
  const gateway = new Tollgate(stack, "Gateway", { templateUrl: TEMPLATE_URL, name, parameters });
  return { stack, gateway, properties: () => Object.values(Template.fromStack(stack).findResources("AWS::CloudFormation::Stack"))[0].Properties };
}

test("the gateway is a nested stack with its parameters as texts", () => {
  const { properties } = synthesized({ MemoryMegabytes: 512, DeletionProtection: true, SubnetIds: ["subnet-1", "subnet-2"] });
  assert.deepEqual(properties(), {
    TemplateURL: TEMPLATE_URL,
    Parameters: { Name: "Platform-Gateway-CCB4CF6E", MemoryMegabytes: "512", DeletionProtection: "true", SubnetIds: "subnet-1,subnet-2" },
  });
});

test("parameters may be known at deployment only", () => {
  const { stack, properties } = synthesized({});
  const topic = new CfnParameter(stack, "Topic");
  new Tollgate(stack, "Other", { templateUrl: TEMPLATE_URL, parameters: { AlarmTopicArn: topic.valueAsString } });
  assert.deepEqual(Object.keys(properties().Parameters), ["Name"]);
  const other = Object.values(Template.fromStack(stack).findResources("AWS::CloudFormation::Stack"))[1].Properties;
  assert.deepEqual(other.Parameters.AlarmTopicArn, { Ref: "Topic" });
});

test("its outputs are those of the template, and lead to the nested stack", () => {
  const { stack, gateway } = synthesized({});
  const declared = new Set(names("Outputs"));
  const properties = Object.keys(gateway).filter((name) => name !== "node");
  assert.deepEqual(new Set(properties.map((name) => name[0].toUpperCase() + name.slice(1))), declared);
  const types = readFileSync(new URL("tollgate.d.ts", import.meta.url), "utf8");
  for (const name of properties) {
    assert.match(types, new RegExp(`^  readonly ${name}: string;$`, "m"));
  }
  new CfnOutput(stack, "BaseUrl", { value: gateway.baseUrl });
  const { BaseUrl } = Template.fromStack(stack).findOutputs("BaseUrl");
  assert.equal(BaseUrl.Value["Fn::GetAtt"][1], "Outputs.BaseUrl");
});

test("its name is one that the template takes, given or not", () => {
  const [, pattern] = root.match(/^ {2}Name:\n(?: {4}.*\n)*? {4}AllowedPattern: "(.*)"$/m);
  const named = (name, parameters = {}) => synthesized(parameters, name).properties().Parameters.Name;
  assert.equal(named("tollgate-prod"), "tollgate-prod");
  assert.equal(named(undefined, { Name: "chat" }), "chat");
  const app = new Stack(new App(), "A-platform-with-a-name-that-says-which-department-it-is-for");
  const deep = new Tollgate(new Construct(app, "And-the-part-of-the-platform-that-it-belongs-to"), "Gateway", { templateUrl: TEMPLATE_URL });
  const [long] = Object.values(Template.fromStack(Stack.of(deep)).findResources("AWS::CloudFormation::Stack"));
  for (const name of [named(), long.Properties.Parameters.Name]) {
    assert.match(name, new RegExp(`^${pattern}$`));
  }
});

test("something else than a text is refused by name", () => {
  assert.throws(() => synthesized({ MemoryMegabytes: undefined }), /MemoryMegabytes/);
});
