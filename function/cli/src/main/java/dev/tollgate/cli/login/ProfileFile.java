package dev.tollgate.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The profiles of a user, in one file that nobody else can read. Commands that run at the same time do not lose each other's changes. */
@Singleton
public final class ProfileFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT = "current";
    private static final String PROFILES = "profiles";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;

    @Inject
    ProfileFile() {
        this(folder(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                .resolve("profiles.json"));
    }

    ProfileFile(Path file) {
        this.file = file;
    }

    /** The folder of a user's settings, as each system has it. */
    static Path folder(Map<String, String> environment, String system, Path home) {
        String variable = system.startsWith("Windows") ? "APPDATA" : "XDG_CONFIG_HOME";
        String known = environment.getOrDefault(variable, "");
        return (known.isEmpty() ? home.resolve(".config") : Path.of(known)).resolve("tollgate");
    }

    /** All profiles by name, and the name of the current one. */
    public record SavedProfiles(Optional<String> current, Map<String, GatewayProfile> byName) {
        /** Throws {@link AdminException} if there is none of this name. */
        public GatewayProfile require(String name) {
            return Optional.ofNullable(byName.get(name))
                    .orElseThrow(() -> new AdminException(
                            AdminErrorKind.NOT_FOUND,
                            "There is no profile " + name + ". "
                                    + (byName.isEmpty()
                                            ? "`tollgate login URL` makes one."
                                            : "There are: " + String.join(", ", byName.keySet()) + ".")));
        }
    }

    public Path path() {
        return file;
    }

    /** What the file has; nothing if there is none. */
    public SavedProfiles read() {
        return profiles(tree());
    }

    /** Saves a profile, and makes it the current one. */
    public void save(GatewayProfile profile) {
        edit(all -> {
            all.put(CURRENT, profile.name());
            all.withObjectProperty(PROFILES).set(profile.name(), ProfileJson.of(profile));
            return all;
        });
    }

    /** Forgets a profile. */
    public void remove(String name) {
        edit(all -> {
            all.withObjectProperty(PROFILES).remove(name);
            if (all.path(CURRENT).asText().equals(name)) {
                all.remove(CURRENT);
            }
            return all;
        });
    }

    /**
     * Replaces the login of a profile, while no other command does.
     *
     * @param renewal gets the profile as it is now, which another command may have renewed already
     */
    GatewayProfile renew(String name, UnaryOperator<GatewayProfile> renewal) {
        return locked(() -> {
            ObjectNode all = tree();
            GatewayProfile known = profiles(all).require(name);
            GatewayProfile renewed = renewal.apply(known);
            if (!renewed.equals(known)) {
                all.withObjectProperty(PROFILES).set(name, ProfileJson.of(renewed));
                write(all);
            }
            return renewed;
        });
    }

    private void edit(Function<ObjectNode, ObjectNode> change) {
        locked(() -> {
            write(change.apply(tree()));
            return file;
        });
    }

    /** What is done while no other command changes the file. */
    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T locked(Step<T> step) {
        try {
            Files.createDirectories(folder(), attributes("rwx------"));
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            attributes("rw-------"));
                    var _ = channel.lock()) {
                return step.run();
            }
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private ObjectNode tree() {
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode all) {
                return all;
            }
            throw unusable(new IOException("it is no JSON object"));
        } catch (NoSuchFileException none) {
            return JSON.createObjectNode();
        } catch (JsonProcessingException wrong) {
            // Without the cause, whose message quotes the file.
            throw unusable(new IOException("it is not JSON; delete it, and log in again"));
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private static SavedProfiles profiles(JsonNode all) {
        Map<String, GatewayProfile> byName = new TreeMap<>();
        all.path(PROFILES).properties().forEach(entry -> ProfileJson.read(entry.getKey(), entry.getValue())
                .ifPresent(profile -> byName.put(entry.getKey(), profile)));
        return new SavedProfiles(
                Optional.ofNullable(all.path(CURRENT).textValue()).filter(byName::containsKey), byName);
    }

    /** Writes a new file and moves it there, so that a reader never sees half of it. */
    private void write(ObjectNode all) throws IOException {
        Path next = Files.createTempFile(folder(), "profiles", ".json", attributes("rw-------"));
        try {
            Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Path folder() {
        return file.toAbsolutePath().resolveSibling(".").normalize();
    }

    /** Windows protects a user's folder by itself. */
    private static FileAttribute<?>[] attributes(String rights) {
        return POSIX
                ? List.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)))
                        .toArray(FileAttribute[]::new)
                : new FileAttribute<?>[0];
    }

    private AdminException unusable(IOException failed) {
        return new AdminException(
                AdminErrorKind.INVALID_VALUE, file + " cannot be used: " + failed.getMessage() + ".", failed);
    }
}
