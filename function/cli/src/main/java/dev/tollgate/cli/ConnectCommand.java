package dev.tollgate.cli;

import dev.tollgate.cli.connect.ConnectedTool;
import dev.tollgate.cli.connect.GatewayAccess;
import dev.tollgate.cli.connect.LineDifference;
import dev.tollgate.cli.connect.SettingsFile;
import dev.tollgate.cli.connect.ToolSettings;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tollgate connect}. */
@Command(
        name = "connect",
        description = "Shows the settings with which a tool uses the gateway, or writes them into the tool's file.")
@Dependent
final class ConnectCommand implements CliCommand, Callable<Integer> {
    private static final String PLACEHOLDER = "$" + GatewayAccess.KEY_VARIABLE;

    private final KeyAdministration keys;

    @Parameters(paramLabel = "TOOL", description = "One of ${COMPLETION-CANDIDATES}.")
    private ConnectedTool tool;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The gateway's address, such as https://gateway.example.com.")
    private String url;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "What the tool requests: an alias, or provider/model.")
    private String model;

    @Option(
            names = "--create-key",
            paramLabel = "ID",
            description = "Create a key of this id for the tool. Without it, the key is that in TOLLGATE_API_KEY.")
    private @Nullable String newKey;

    @Option(names = "--write", description = "Write the settings into the tool's file, after showing what changes.")
    private boolean write;

    @Option(names = "--yes", description = "Write without asking.")
    private boolean sure;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Where the tool's file is. Default: your home folder.")
    private @Nullable Path home;

    @Mixin
    private KeyFields fields;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    ConnectCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() throws IOException {
        // All that may stop the command comes before the key exists: nobody wants a key whose secret went nowhere.
        ToolSettings planned = tool.settings(new GatewayAccess(url, knownKey(), model));
        Optional<SettingsFile> file = planned.file().map(this::inHome);
        if (write && file.isEmpty()) {
            throw new CommandException(tool + " has no file for these settings. Leave out --write to see them.");
        }
        if (write && !sure && terminal().isEmpty()) {
            throw new CommandException("--write asks before it writes, and there is no terminal. Add --yes.");
        }
        String before = file.isPresent() ? file.get().read() : "";
        if (write && file.isPresent() && !mayWrite(planned, file.get(), before)) {
            console.note("Nothing was written.");
            return ExitCode.DONE;
        }
        ToolSettings settings = tool.settings(new GatewayAccess(url, key(), model));
        if (write && file.isPresent()) {
            write(settings, file.get(), before);
        } else {
            show(settings, file);
        }
        return ExitCode.DONE;
    }

    /** The key that the tool gets, unless one is created for it. */
    private String knownKey() {
        String known = newKey == null ? System.getenv(GatewayAccess.KEY_VARIABLE) : null;
        return known == null ? PLACEHOLDER : known;
    }

    private SettingsFile inHome(Path file) {
        Path folder = home == null ? Path.of(System.getProperty("user.home")) : home;
        return new SettingsFile(folder.resolve(file));
    }

    private String key() {
        if (newKey != null) {
            console.note(
                    "The key " + newKey + " is created. Its secret is in these settings, and cannot be shown again.");
            return keys.create(newKey, fields.json(), actor.author()).secret();
        }
        return knownKey();
    }

    private void show(ToolSettings settings, Optional<SettingsFile> file) {
        file.ifPresent(there -> {
            console.note(there.path() + ":");
            console.text(settings.edit().apply(""));
        });
        epilogue(settings);
    }

    private void epilogue(ToolSettings settings) {
        console.text(settings.exports());
        settings.advice().forEach(console::note);
    }

    /** Shows what changes, and asks unless nothing does. */
    private boolean mayWrite(ToolSettings planned, SettingsFile file, String before) {
        String after = edited(planned, file, before);
        if (after.equals(before)) {
            return true;
        }
        console.note(file.path() + ":");
        console.note(LineDifference.of(before, after));
        return sure || agreed();
    }

    private void write(ToolSettings settings, SettingsFile file, String before) throws IOException {
        String after = edited(settings, file, before);
        if (after.equals(before)) {
            console.note(file.path() + " has these settings already.");
        } else {
            Optional<Path> backup = file.write(after);
            console.note("Written."
                    + backup.map(copy -> " What it was is in " + copy + ".").orElse(""));
        }
        epilogue(settings);
    }

    private static String edited(ToolSettings settings, SettingsFile file, String before) {
        try {
            return settings.edit().apply(before);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandException(
                    file.path() + ": " + unreadable.getMessage() + ". Add the settings by hand.", unreadable);
        }
    }

    private static boolean agreed() {
        String answer = terminal()
                .map(console -> console.readLine("Write this? [y/N] "))
                .orElse("");
        return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
