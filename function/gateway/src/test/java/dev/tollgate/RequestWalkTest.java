package dev.tollgate;

import static dev.tollgate.GatewayCode.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds that the walk through one request, in docs/architecture.md, names methods that exist. */
final class RequestWalkTest {
    private static final Pattern STEP = Pattern.compile("^ *([A-Z]\\w+)\\.(\\w+)\\b", Pattern.MULTILINE);

    @Test
    void eachStepIsAMethod() throws IOException {
        List<MatchResult> steps = STEP.matcher(walk()).results().toList();

        assertThat(steps).hasSizeGreaterThan(30);
        assertThat(steps.stream().filter(step -> !exists(step.group(1), step.group(2))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static String walk() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "docs", "architecture.md"));
        int start = page.indexOf("## One request, line by line");
        return page.substring(start, page.indexOf("\n## ", start + 1));
    }

    private static boolean exists(String type, String method) {
        return CODE.stream()
                .filter(code -> code.getSimpleName().equals(type))
                .flatMap(code -> code.getAllMethods().stream())
                .anyMatch(declared -> declared.getName().equals(method));
    }
}
