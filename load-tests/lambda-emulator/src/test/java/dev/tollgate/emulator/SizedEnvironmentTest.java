package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process with the memory and the share of a processor of a size, where this machine lets the emulator limit both. */
class SizedEnvironmentTest extends EmulatorFixture {
    private static final LambdaSize SIZE = new LambdaSize(512);

    @BeforeEach
    void requireControlGroups() {
        assumeTrue(canLimit(), "this user cannot write control groups on this machine");
    }

    @Test
    void aProcessRunsInItsGroupWhichEndsWithIt() throws Exception {
        start(new EmulatorOptions(
                0,
                EndpointType.REST,
                EndpointLimits.of(EndpointType.REST),
                Duration.ofMinutes(5),
                false,
                false,
                SIZE,
                null,
                command()));
        String pid = get("/pid").body().split(" ", 2)[0];
        String groups = Files.readString(Path.of("/proc", pid, "cgroup"));

        assertThat(groups).contains("lambda-emulator-" + ProcessHandle.current().pid() + "-");
        stopServer();
        await().until(() -> !ProcessHandle.of(Long.parseLong(pid))
                .map(ProcessHandle::isAlive)
                .orElse(false));
        await().until(() -> groups.lines()
                .filter(line -> line.contains("lambda-emulator-"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .noneMatch(SizedEnvironmentTest::exists));
    }

    private static boolean exists(String group) {
        return Files.exists(ControlGroupFiles.ROOT.resolve(group))
                || Files.exists(ControlGroupFiles.ROOT.resolve("cpu").resolve(group));
    }

    private static boolean canLimit() {
        try {
            ControlGroup.create(ControlGroupFiles.named("lambda-emulator-test"), SIZE)
                    .close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
