package dev.tollgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** {@code infra/rights.json} in the words of {@link TableRecorder}. The checks of the templates compare it with the roles. */
final class RoleRights {
    private static final Path FILE = Path.of(System.getProperty("dev.tollgate.root"), "infra/rights.json");

    private RoleRights() {}

    /** What the role of this program may do with its tables. */
    static Set<String> of(String program) throws IOException {
        JsonNode tables = new ObjectMapper().readTree(Files.readString(FILE)).required(program);
        Set<String> rights = new TreeSet<>();
        tables.properties().forEach(table -> table.getValue()
                .fieldNames()
                .forEachRemaining(action -> rights.add(table.getKey() + " " + action)));
        return rights;
    }
}
