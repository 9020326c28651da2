package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.login.AccountReader;
import dev.tollgate.cli.login.AwsEndpoint;
import dev.tollgate.cli.login.ChosenAccess;
import dev.tollgate.cli.login.CliSettings;
import dev.tollgate.cli.login.GatewayLogin;
import dev.tollgate.cli.login.GatewayProfile;
import dev.tollgate.cli.login.ProfileFile;
import dev.tollgate.cli.login.ProfileLogin;
import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import dev.tollgate.parse.UrlParser;
import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tollgate login}. */
@Command(
        name = "login",
        description = "Logs you in at a gateway, so that commands need no AWS rights: at your identity provider, with a"
                + " token, or with your AWS credentials.")
@Dependent
final class LoginCommand implements CliCommand, Callable<Integer> {
    /** What people copy out of the settings of a client, or of a browser. */
    private static final Pattern BEHIND_THE_ADDRESS = Pattern.compile("/(v1|console|admin|iam)(/.*)?$");

    private final GatewayLogin login;
    private final AccountReader accounts;
    private final ProfileFile file;
    private final ChosenAccess access;
    private final CliSettings settings;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The gateway's address, such as https://gateway.example.com. Default: that of the profile.")
    private @Nullable String url;

    @ArgGroup
    private @Nullable LoginWay way;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port of 127.0.0.1 to which your browser comes back, if your provider allows only one."
                    + " Default: any.")
    private int port;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "With --aws: the region of the API. Default: that in its address, or AWS_REGION.")
    private @Nullable String region;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommandConsole console;

    LoginCommand(
            GatewayLogin login, AccountReader accounts, ProfileFile file, ChosenAccess access, CliSettings settings) {
        this.login = login;
        this.accounts = accounts;
        this.file = file;
        this.access = access;
        this.settings = settings;
    }

    /** At most one of them; without one, the gateway's own way. */
    static final class LoginWay {
        @Option(
                names = "--token",
                description =
                        "Log in with the token that `make run` prints: TOLLGATE_CLI_TOKEN, or what you type or pipe"
                                + " in.")
        private boolean token;

        @Option(names = "--aws", description = "Sign requests with the AWS credentials that the AWS CLI would use.")
        private boolean aws;

        @Option(
                names = "--device",
                description = "Log in at your identity provider with a code, in a browser on another machine.")
        private boolean device;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.NOTHING;
    }

    @Override
    public Integer call() {
        URI gateway = gateway();
        GatewayProfile profile = new GatewayProfile(
                url == null ? access.profileName() : settings.profile().orElse(gateway.getAuthority()),
                gateway,
                loginAt(gateway));
        JsonNode account = accounts.of(profile);
        file.save(profile);
        if (console.wantsJson()) {
            console.json(account);
        } else {
            console.line("Logged in at " + gateway + " as "
                    + account.path("name").asText(account.path("subject").asText()) + ", "
                    + account.path("role").asText() + ". The profile is " + profile.name() + ".");
        }
        return ExitCode.DONE;
    }

    private URI gateway() {
        if (url == null) {
            return access.profile().url();
        }
        return UrlParser.http(url)
                .flatMap(given -> UrlParser.httpBase(given.getScheme() + "://" + given.getRawAuthority()
                        + BEHIND_THE_ADDRESS.matcher(given.getRawPath()).replaceFirst("")))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "URL: expected an address such as https://gateway.example.com, got " + url));
    }

    private ProfileLogin loginAt(URI gateway) {
        if (way != null && way.aws) {
            // A path that takes signed requests only does not list the ways to log in.
            return AwsEndpoint.signature(gateway, region, System.getenv());
        }
        JsonNode offered = login.offered(gateway);
        boolean device = way != null && way.device;
        boolean tokenOnly = !offered.path("oidc").path("client_id").isTextual() && !device;
        if ((way != null && way.token) || (settings.token().isPresent() && !device) || tokenOnly) {
            return new FixedToken(token());
        }
        return login.atProvider(offered, device, port, new CommandTerminal(console));
    }

    private String token() {
        String token = settings.token()
                .orElseGet(() -> CommandConsole.terminal()
                        .map(terminal -> new String(terminal.readPassword("Token: ")))
                        .orElseGet(() -> TextFile.read(Path.of("-"))))
                .strip();
        if (token.isEmpty() || !token.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw new CommandException("This is no token.");
        }
        return token;
    }
}
