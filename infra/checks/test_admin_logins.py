"""Checks how administrators log in at the admin function, and what it is told of that."""

import re
import unittest

from cloudformation import ROOT
from test_admin import COGNITO, DEPLOYER, OIDC, SECRET, SIGNED, admin, browsers, function, settings


class Logins(unittest.TestCase):
    def test_ofAnIdentityProviderHaveItsSettingsAndSecretsByReference(self):
        self.assertEqual(
            {
                "TOLLGATE_ADMIN_GATEWAY_URL": "https://llm.example.com/v1",
                "TOLLGATE_ADMIN_OIDC_ISSUER": "https://id.example.com",
                "TOLLGATE_ADMIN_OIDC_CLIENT_ID": "tollgate",
                "TOLLGATE_ADMIN_OIDC_CLIENT_SECRET": f"secret:{SECRET}",
                "TOLLGATE_ADMIN_OIDC_CLI_SCOPES": "openid profile offline_access",
                "TOLLGATE_ADMIN_OIDC_SESSION_SECRET": "secret:‹SessionSecret›",
                "TOLLGATE_ADMIN_OIDC_URL": "https://llm.example.com",
                "TOLLGATE_ADMIN_OIDC_ROLES_CLAIM": "roles",
                "TOLLGATE_ADMIN_OIDC_ROLES_ADMIN": "platform,root",
                "TOLLGATE_ADMIN_IAM_ADMIN": DEPLOYER,
            },
            settings(admin(**OIDC, **SIGNED, AdminOidcClientSecretArn=SECRET, DomainName="llm.example.com", CertificateArn="arn")),
        )

    def test_ofTheCommandLineHaveAClientOfTheirOwn(self):
        given = settings(admin(**OIDC, AdminOidcCliClientId="tollgate-cli", AdminOidcCliScopes="openid"))
        self.assertEqual(("tollgate-cli", "openid"), (given["TOLLGATE_ADMIN_OIDC_CLI_CLIENT_ID"], given["TOLLGATE_ADMIN_OIDC_CLI_SCOPES"]))
        self.assertNotIn("TOLLGATE_ADMIN_OIDC_CLI_CLIENT_ID", settings(admin(**OIDC)))
        self.assertNotIn("TOLLGATE_ADMIN_OIDC_CLI_REDIRECT", settings(admin(**OIDC)))
        java = (ROOT / "function/admin/src/main/java/dev/tollgate/admin/oidc/OidcSettings.java").read_text()
        (scopes,) = re.findall(r'WithDefault\("([^"]+)"\)\s+String cliScopes', java)
        self.assertEqual(scopes, settings(admin(**OIDC))["TOLLGATE_ADMIN_OIDC_CLI_SCOPES"])

    def test_ofAUserPoolLogInAtTheCommandLine(self):
        root = admin(**COGNITO, AdminOidcCliClientId="another")
        given = settings(root)
        client = root.nested("Administration").resources["UserPoolCliClient"]["Properties"]
        self.assertEqual("‹UserPoolCliClient›", given["TOLLGATE_ADMIN_OIDC_CLI_CLIENT_ID"])
        self.assertEqual(client["CallbackURLs"], [given["TOLLGATE_ADMIN_OIDC_CLI_REDIRECT"]])
        self.assertEqual(set(client["AllowedOAuthScopes"]), set(given["TOLLGATE_ADMIN_OIDC_CLI_SCOPES"].split()))

    def test_behindAStageKnowIt(self):
        root = admin(**OIDC)
        address = "https://‹RestApi›.execute-api.eu-central-1.amazonaws.com/api"
        self.assertEqual(address, settings(root)["TOLLGATE_ADMIN_OIDC_URL"])
        self.assertEqual(f"{address}/console/index.html", root.output("ConsoleUrl"))
        self.assertNotIn("TOLLGATE_ADMIN_OIDC_URL", settings(admin("url", **OIDC)))

    def test_belowAPathOfADomainKnowIt(self):
        name = {"DomainName": "api.example.com", "BasePath": "ai/llm", "CertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1"}
        for endpoint in ("rest", "http"):
            root = admin(endpoint, **COGNITO, **name)
            address = "https://api.example.com/ai/llm"
            self.assertEqual(address, settings(root)["TOLLGATE_ADMIN_OIDC_URL"])
            self.assertEqual(f"{address}/console/index.html", root.output("ConsoleUrl"))
            client = browsers(root.nested("Administration"))
            self.assertEqual([f"{address}/admin/v1/login/oidc/callback"], client["CallbackURLs"])
            # The event names the mapping's path in front of /admin, and only this setting says which part it is.
            self.assertEqual("/ai/llm", function(root)["Environment"]["Variables"]["TOLLGATE_ENDPOINT_BASE_PATH"])
        self.assertNotIn("TOLLGATE_ENDPOINT_BASE_PATH", function(admin(**OIDC))["Environment"]["Variables"])

    def test_atAnAddressThatOnlyAParameterKnows(self):
        for endpoint in ("rest", "http"):
            root = admin(endpoint, **COGNITO, PublicUrl="https://api.example.com/llm", BasePath="llm")
            given = settings(root)
            self.assertEqual("https://api.example.com/llm", given["TOLLGATE_ADMIN_OIDC_URL"])
            self.assertEqual("https://api.example.com/llm/v1", given["TOLLGATE_ADMIN_GATEWAY_URL"])
            self.assertEqual("https://api.example.com/llm/console/index.html", root.output("ConsoleUrl"))
            client = browsers(root.nested("Administration"))
            self.assertEqual(["https://api.example.com/llm/admin/v1/login/oidc/callback"], client["CallbackURLs"])

    def test_ofAUserPoolHaveARoleForEachGroup(self):
        root = admin(**COGNITO)
        stack = root.nested("Administration")
        groups = {one["Properties"]["GroupName"] for one in stack.of_type("AWS::Cognito::UserPoolGroup").values()}
        given = settings(root)
        self.assertEqual(groups, {value for name, value in given.items() if "_ROLES_" in name and not name.endswith("_CLAIM")})
        self.assertEqual(5, len(groups))
        self.assertEqual("https://cognito-idp.eu-central-1.amazonaws.com/‹UserPool›", given["TOLLGATE_ADMIN_OIDC_ISSUER"])
        self.assertEqual("cognito:groups", given["TOLLGATE_ADMIN_OIDC_ROLES_CLAIM"])

    def test_ofAUserPoolAreForPeopleWhomAnAdministratorHasInvited(self):
        stack = admin(**COGNITO).nested("Administration")
        self.assertTrue(stack.properties("AWS::Cognito::UserPool")["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"])
        clients = [one["Properties"] for one in stack.of_type("AWS::Cognito::UserPoolClient").values()]
        self.assertEqual(2, len(clients))
        for client in clients:
            self.assertEqual(["code"], client["AllowedOAuthFlows"])
            self.assertFalse(client["GenerateSecret"])
            # An address is who somebody is here, so nobody changes their own.
            self.assertEqual(["name"], client["WriteAttributes"])
        client = browsers(stack)
        java = (ROOT / "function/admin/src/main/java/dev/tollgate/admin/oidc/OidcLogin.java").read_text()
        for urls, constant in (("CallbackURLs", "CALLBACK"), ("LogoutURLs", "HOME")):
            (path,) = re.findall(rf'String {constant} = "([^"]+)"', java)
            self.assertTrue(client[urls][0].endswith("/api" + path), client[urls])

    def test_contradictionsAreRefusedBeforeAnythingIsCreated(self):
        for given in (OIDC, COGNITO, SIGNED, {**OIDC, **SIGNED}):
            self.assertEqual([], admin(**given).failed_assertions())
        self.assertEqual([], admin("url", **OIDC).failed_assertions())
        self.assertEqual(1, len(admin().failed_assertions()))
        self.assertEqual(1, len(admin(AdminLogin="oidc").failed_assertions()))
        self.assertEqual(1, len(admin(AdminLogin="cognito").failed_assertions()))
        self.assertEqual(1, len(admin("url", **COGNITO).failed_assertions()))
        self.assertEqual(1, len(admin("url", **OIDC, **SIGNED).failed_assertions()))

    def test_identitiesAreOnesThatTheFunctionAccepts(self):
        java = (ROOT / "function/admin/src/main/java/dev/tollgate/admin/iam/IamRoles.java").read_text()
        (accepted,) = re.findall(r'Pattern\.compile\("(.+)"\);', java)
        pattern = re.compile(accepted.replace("\\\\", "\\"))
        for arn in (DEPLOYER, "arn:aws:iam::123456789012:user/ci", "arn:aws-cn:sts::123456789012:assumed-role/a/b"):
            self.assertTrue(pattern.fullmatch(arn))
            admin(AdminIamAdmins=arn)
        for arn in ("*", "arn:aws:iam::123456789012:role/Deployer", "arn:aws:sts::123456789012:assumed-role/*", DEPLOYER + ","):
            with self.assertRaises(ValueError, msg=arn):
                admin(AdminIamAdmins=arn)


if __name__ == "__main__":
    unittest.main()
