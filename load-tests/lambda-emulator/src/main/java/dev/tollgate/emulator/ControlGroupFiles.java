package dev.tollgate.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the kernel reads the limits of a group: version 1 has a tree for each resource, version 2 one for all. */
sealed interface ControlGroupFiles {
    Path ROOT = Path.of("/sys/fs/cgroup");

    /** The group's folder for processor time. */
    Path processor();

    /** The group's folder for memory. In version 2 it is the same. */
    Path memory();

    Path memoryLimit();

    void limitProcessor(long micros, long periodMicros) throws IOException;

    /** The files of a group of this name, in the version that this machine has. */
    static ControlGroupFiles named(String name) throws IOException {
        return named(ROOT, name);
    }

    static ControlGroupFiles named(Path root, String name) throws IOException {
        if (!Files.exists(root.resolve("cgroup.controllers"))) {
            return new VersionOne(
                    root.resolve("cpu").resolve(name), root.resolve("memory").resolve(name));
        }
        Files.writeString(root.resolve("cgroup.subtree_control"), "+cpu +memory");
        return new VersionTwo(root.resolve(name));
    }

    record VersionOne(Path processor, Path memory) implements ControlGroupFiles {
        @Override
        public Path memoryLimit() {
            return memory.resolve("memory.limit_in_bytes");
        }

        @Override
        public void limitProcessor(long micros, long periodMicros) throws IOException {
            Files.writeString(processor.resolve("cpu.cfs_period_us"), String.valueOf(periodMicros));
            Files.writeString(processor.resolve("cpu.cfs_quota_us"), String.valueOf(micros));
        }
    }

    record VersionTwo(Path folder) implements ControlGroupFiles {
        @Override
        public Path processor() {
            return folder;
        }

        @Override
        public Path memory() {
            return folder;
        }

        @Override
        public Path memoryLimit() {
            return folder.resolve("memory.max");
        }

        @Override
        public void limitProcessor(long micros, long periodMicros) throws IOException {
            Files.writeString(folder.resolve("cpu.max"), micros + " " + periodMicros);
        }
    }
}
