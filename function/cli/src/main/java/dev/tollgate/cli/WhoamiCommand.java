package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.login.AccountReader;
import dev.tollgate.cli.login.ChosenAccess;
import dev.tollgate.cli.login.GatewayProfile;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.Dependent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate whoami}. */
@Command(name = "whoami", description = "Shows with which gateway commands work, and who you are there.")
@Dependent
final class WhoamiCommand implements CliCommand, Callable<Integer> {
    private final AccountReader accounts;
    private final ChosenAccess access;
    private final GatewayConfig config;

    @Mixin
    private CommandConsole console;

    WhoamiCommand(AccountReader accounts, ChosenAccess access, GatewayConfig config) {
        this.accounts = accounts;
        this.access = access;
        this.config = config;
    }

    @Override
    public Integer call() {
        ObjectNode account = access.direct() ? ofTables() : ofGateway(access.profile());
        if (console.wantsJson()) {
            console.json(account);
        } else {
            Map<String, String> fields = new LinkedHashMap<>();
            account.properties().forEach(field -> fields.put(field.getKey(), DocumentText.cell(field.getValue())));
            console.text(TextTable.ofFields(fields));
        }
        return ExitCode.DONE;
    }

    private ObjectNode ofTables() {
        return CommandConsole.NODES
                .objectNode()
                .put("tables", config.tables().config() + " and its like, with your AWS rights");
    }

    private ObjectNode ofGateway(GatewayProfile profile) {
        ObjectNode account = CommandConsole.NODES.objectNode();
        account.put("gateway", profile.url().toString());
        if (!profile.name().isEmpty()) {
            account.put("profile", profile.name());
        }
        account.setAll(accounts.of(profile));
        if (profile.login() instanceof ProviderLogin login && login.refreshToken() == null) {
            account.put("expires", login.expires().toString());
        }
        return account;
    }
}
