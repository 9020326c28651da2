package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel reads, in folders that are not the kernel's. */
class ControlGroupTest {
    private static final LambdaSize SIZE = new LambdaSize(128);

    @TempDir
    Path root;

    @Test
    void versionOneHasATreeForEachResource() throws Exception {
        Path processor = Files.createDirectory(root.resolve("cpu")).resolve("g");
        Path memory = Files.createDirectory(root.resolve("memory")).resolve("g");

        ControlGroup group = ControlGroup.create(ControlGroupFiles.named(root, "g"), SIZE);

        assertThat(memory.resolve("memory.limit_in_bytes")).hasContent("134217728");
        assertThat(processor).isEmptyDirectory();
        group.throttle();
        assertThat(processor.resolve("cpu.cfs_quota_us")).hasContent("7235");
        assertThat(processor.resolve("cpu.cfs_period_us")).hasContent("100000");
    }

    @Test
    void versionTwoHasOneTree() throws Exception {
        Files.createFile(root.resolve("cgroup.controllers"));

        ControlGroup group = ControlGroup.create(ControlGroupFiles.named(root, "g"), SIZE);

        assertThat(root.resolve("cgroup.subtree_control")).hasContent("+cpu +memory");
        assertThat(root.resolve("g/memory.max")).hasContent("134217728");
        group.throttle();
        assertThat(root.resolve("g/cpu.max")).hasContent("7235 100000");
    }

    @Test
    void aProcessJoinsBeforeItBecomesTheFunction() throws Exception {
        Files.createFile(root.resolve("cgroup.controllers"));
        ControlGroup group = ControlGroup.create(ControlGroupFiles.named(root, "g"), SIZE);

        Process process = new ProcessBuilder(
                        group.command(List.of("/bin/sh", "-c", "echo \"$$ $1\"", "sh", "two words")))
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(printed).isEqualTo(process.pid() + " two words");
        assertThat(root.resolve("g/cgroup.procs")).hasContent(process.pid() + "\n");
    }

    @Test
    void withoutTheKernelsTreesThereIsNoGroup() {
        assertThatThrownBy(() -> ControlGroup.create(ControlGroupFiles.named(root, "g"), SIZE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void lambdaHasNoSmallerAndNoLargerFunctions() {
        assertThatThrownBy(() -> new LambdaSize(127)).hasMessageContaining("128 to 10240 MB");
        assertThatThrownBy(() -> new LambdaSize(10_241)).hasMessageContaining("128 to 10240 MB");
        assertThat(new LambdaSize(10_240).processorTime(100_000)).isEqualTo(578_858);
    }
}
