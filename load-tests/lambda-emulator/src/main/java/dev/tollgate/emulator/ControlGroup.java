package dev.tollgate.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kernel's limits for one function process: its memory at once, and its processor time from {@link #throttle} on. */
final class ControlGroup implements AutoCloseable {
    /** The kernel's default. A process that has used its share waits for the rest of the period. */
    private static final long PERIOD_MICROS = 100_000;

    /** Makes a shell join the groups before it becomes the function, so that no instruction runs outside. */
    private static final String JOIN =
            "while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 1; shift; done; shift; exec \"$@\"";

    private final ControlGroupFiles files;
    private final LambdaSize size;

    private ControlGroup(ControlGroupFiles files, LambdaSize size) {
        this.files = files;
        this.size = size;
    }

    /** Makes a group whose memory is limited to this size. Fails where this process may not write control groups. */
    static ControlGroup create(ControlGroupFiles files, LambdaSize size) throws IOException {
        ControlGroup group = new ControlGroup(files, size);
        for (Path folder : group.folders()) {
            Files.createDirectory(folder);
        }
        Files.writeString(files.memoryLimit(), String.valueOf(size.bytes()));
        return group;
    }

    /** The command that runs another one in this group. */
    List<String> command(List<String> function) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, "sh"));
        folders().forEach(folder -> command.add(folder.resolve("cgroup.procs").toString()));
        command.add("--");
        command.addAll(function);
        return command;
    }

    /** Limits the processor from now on. Until its first event, Lambda lets a function run at full speed. */
    void throttle() throws IOException {
        files.limitProcessor(size.processorTime(PERIOD_MICROS), PERIOD_MICROS);
    }

    /** Removes the group. Its process must have ended. */
    @Override
    public void close() throws IOException {
        for (Path folder : folders()) {
            Files.delete(folder);
        }
    }

    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(files.processor());
        folders.add(files.memory());
        return folders;
    }
}
