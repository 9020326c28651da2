package dev.tollgate.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lines of a CSV become keys, and with which settings. */
class KeyImportLinesTest {
    private final List<String> created = new ArrayList<>();

    @Test
    void linesAfterTheDeadlineAreReportedAndNotCreated() {
        String result = KeyImport.run("id\none\ntwo\nthree\n", () -> created.size() == 1, this::create);

        assertThat(created).containsExactly("one {\"id\":\"one\"}");
        assertThat(result.lines())
                .containsExactly(
                        "line,id,secret,error",
                        "2,one,secret of one,",
                        "3,two,,not created: import this line again",
                        "4,three,,not created: import this line again");
    }

    @Test
    void spacesAroundCellsBlankLinesAndMissingLastCellsAreNoFault() {
        String result = run("""
                id, team , requests_per_minute,tags
                 one , search,60, stage=prod\tcentre=4100 \s

                ,,,
                 , ,\t,
                two,search
                """);

        assertThat(created)
                .containsExactly(
                        "one {\"id\":\"one\",\"team\":\"search\",\"limits\":{\"requests_per_minute\":60},"
                                + "\"tags\":{\"stage\":\"prod\",\"centre\":\"4100\"}}",
                        "two {\"id\":\"two\",\"team\":\"search\"}");
        assertThat(result.lines())
                .containsExactly("line,id,secret,error", "2,one,secret of one,", "6,two,secret of two,");
    }

    @Test
    void severalAliasesMayHaveAnySpaceBetweenThem() {
        run("id,aliases\none,fast\t slow\n");

        assertThat(created).containsExactly("one {\"id\":\"one\",\"aliases\":[\"fast\",\"slow\"]}");
    }

    @Test
    void aLineThatEndsBeforeItsIdHasNone() {
        assertThat(run("team,id\nsearch\n").lines()).last().isEqualTo("2,,secret of ,");
    }

    private String run(String csv) {
        return KeyImport.run(csv, () -> false, this::create);
    }

    private String create(String id, JsonFields request) {
        created.add(id + " " + request.object());
        return "secret of " + id;
    }
}
