package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecords;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays records from logs in the formats of loggers and collectors. Each test has its own key. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class ReplayLifeTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path folder;

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    UsageLedger usageLedger;

    @Inject
    UsageRecords usageRecords;

    private Path log;

    @BeforeEach
    void name() {
        log = folder.resolve("gateway.log");
    }

    @Test
    void recordsAreReadFromALog() throws IOException {
        usageLedger.writePending(pending("asis", "req-1"));
        Files.writeString(log, """
                14:43:12 INFO  tollgate 0.1.0 on JVM started in 1.2s
                {"time":"2026-11-20T10:00:00Z","request_id":"req-1","key_id":"asis","alias":"smart"}
                14:43:12 ERROR %s
                14:43:12 ERROR The usage record of req-1 is in the log only: java.net.ConnectException
                \tat java.base/sun.nio.ch.Net.connect
                %s
                """.formatted(line("asis", "req-1"), line("asis", "req-2")));

        assertThat(replay().text()).isEqualTo("2 written, 0 settled already, 0 bad; of 6 lines.\n");
        assertThat(replay().text()).isEqualTo("0 written, 2 settled already, 0 bad; of 6 lines.\n");
        assertThat(costMicros("asis")).isEqualTo(2 * 42);
    }

    @Test
    void recordsAreReadFromTheFormatsOfLogCollectors() throws IOException {
        Files.writeString(log, """
                2026-11-20T10:00:01.000000+00:00 2026/11/20/[$LATEST]0a1b ERROR %s
                ERROR %s\tERROR %s
                {"timestamp":1,"message":"ERROR %s\\n","eventId":"1"}
                            "message": "ERROR %s\\n",
                {"log":"14:43:12 ERROR %s\\n","stream":"stdout","time":"2026-11-20T10:00:01Z"}
                {"@timestamp":"2026-11-20 10:00:01.000","@message":"ERROR %s\\n"}
                """.formatted(
                        line("collected", "req-1"),
                        line("collected", "req-2"),
                        line("collected", "req-3"),
                        escaped(line("collected", "req-4")),
                        escaped(line("collected", "req-5")),
                        escaped(line("collected", "req-6")),
                        escaped(line("collected", "req-7"))));

        assertThat(replay().text()).isEqualTo("7 written, 0 settled already, 0 bad; of 6 lines.\n");
    }

    @Test
    void recordsAreReadFromLinesOfJson() throws IOException {
        Files.writeString(log, """
                %s
                2026-11-20T10:00:01.000000+00:00 2026/11/20/[$LATEST]0a1b %s
                2026-11-20T10:00:01 %s
                %s\t%s
                """.formatted(
                ofJsonLog("req-1"), ofJsonLog("req-2"), ofJsonLog("req-3"), ofJsonLog("req-4"), ofJsonLog("req-5")));

        assertThat(replay().text()).isEqualTo("5 written, 0 settled already, 0 bad; of 4 lines.\n");
    }

    @Test
    void badLinesAreReportedAndTheOthersWritten() throws IOException {
        String cut = line("bad", "req-1").substring(0, 100);
        Files.writeString(
                log,
                String.join(
                        "\n",
                        "ERROR " + cut,
                        line("bad", "req-2").replace("\"pk\":\"KEY#bad", "\"pk\":\"KEY#other"),
                        line("bad", "req-3")));

        Typed replay = replay();

        assertThat(replay)
                .isEqualTo(new Typed(
                        ExitCode.FAILED, "1 written, 0 settled already, 2 bad; of 3 lines.\n", """
                %1$s:1: this should be a usage record, but it is not complete JSON.
                %1$s:2: this should be a usage record, but pk is KEY#other#2026-11, but the other columns say \
                KEY#bad#2026-11#3.
                """.formatted(log)));
        assertThat(costMicros("bad")).isEqualTo(42);
    }

    @Test
    void aLineThatContradictsItsAttemptsIsNotWritten() throws IOException {
        Files.writeString(
                log,
                line("edited", "req-1")
                        .replace(
                                "\"provider\":\"openai\",\"reasoning_tokens\":0,\"total_tokens\":12}]",
                                "\"provider\":\"openai\",\"reasoning_tokens\":0,\"total_tokens\":7}]"));

        assertThat(replay().err())
                .isEqualTo(log + ":1: this should be a usage record, but attempts[0].total_tokens is 7, but the sum of"
                        + " prompt and completion is 12.\n");
        assertThat(costMicros("edited")).isZero();
    }

    /** A caller chooses the name of a model, and the log line of the call contains it. */
    @Test
    void textFromACallerIsNeverARecord() throws IOException {
        Files.writeString(log, """
                {"time":"2026-11-20T10:00:00Z","request_id":"req-1","alias":"ERROR %1$s"}
                14:43:12 WARN  nobody serves ERROR %2$s
                {"timestamp":"2026-11-20T10:00:00Z","level":"WARN","logger":"l","message":"nobody serves ERROR %1$s"}
                2026-11-20T10:00:01 2026/11/20/[$LATEST]0a1b WARN  nobody serves %2$s
                """.formatted(escaped(line("victim", "req-1")), line("victim", "req-2")));

        Typed replay = replay();

        assertThat(replay.status()).isEqualTo(ExitCode.FAILED);
        assertThat(replay.out()).isEqualTo("0 written, 0 settled already, 4 bad; of 4 lines.\n");
        assertThat(costMicros("victim")).isZero();
    }

    /** No schedule rolls up these days any more. */
    @Test
    void theRollUpsOfReplayedDaysAreRenewed() throws IOException {
        Files.writeString(log, line("rolled", "req-1"));

        replay().text();

        assertThat(usageRecords.rollUps("rolled", DateRange.of(LocalDate.parse("2026-11-20"))))
                .singleElement()
                .satisfies(line -> assertThat(line.sum().costMicros()).isEqualTo(42));
    }

    @Test
    void jsonHasTheSameNumbers() throws IOException {
        Files.writeString(log, line("json", "req-1") + "\n{\"settled_at\":1}");

        Typed replay = Typed.in(commands.get(), "replay", log.toString(), "--json");

        assertThat(replay.json())
                .hasToString("{\"lines\":2,\"written\":1,\"settled_already\":0,"
                        + "\"bad\":[{\"line\":2,\"reason\":\"it is JSON, but not a record\"}]}");
    }

    @Test
    void aMissingFileIsReported() {
        assertThat(replay().err()).isEqualTo(log + ": there is no such file\n");
    }

    private Typed replay() {
        return Typed.in(commands.get(), "replay", log.toString());
    }

    private long costMicros(String key) {
        return Typed.in(commands.get(), ("usage --json --from 2026-11-01 --to 2026-12-01 --key " + key).split(" "))
                .json()
                .get("total")
                .get("cost_micros")
                .asLong();
    }

    private static UsageRecord pending(String key, String request) {
        return new UsageRecord(
                request,
                key,
                ACCEPTED,
                ACCEPTED.plusSeconds(60),
                "smart",
                Map.of("team", "search"),
                false,
                RequestHold.NONE,
                null);
    }

    /** A line as the logger {@code tollgate.usage.unwritten} writes it. */
    private static String line(String key, String request) {
        return ("{'accepted_at':'2026-11-20T10:00:00.000Z','alias':'smart','attempts':[{'cached_tokens':0,"
                        + "'cache_write_tokens':0,'charge_micros':42,'completion_tokens':2,'cost_micros':42,"
                        + "'estimated':false,'model':'gpt-4o','ms':7,'price_version':'v1','prompt_tokens':10,"
                        + "'provider':'openai','reasoning_tokens':0,'total_tokens':12}],'cache_write_tokens':0,"
                        + "'cached_tokens':0,'charge_micros':42,'completion_tokens':2,'cost_micros':42,"
                        + "'estimated':false,'key_id':'%1$s','model':'gpt-4o','outcome':'complete',"
                        + "'pk':'KEY#%1$s#2026-11','price_version':'v1','prompt_tokens':10,'provider':'openai',"
                        + "'reasoning_tokens':0,'request_id':'%2$s','settled_at':'2026-11-20T10:00:01.000Z',"
                        + "'sk':'2026-11-20T10:00:00.000Z#%2$s','status':'settled','streamed':false,"
                        + "'tags':{'team':'search'},'total_ms':9,'total_tokens':12}")
                .replace('\'', '"')
                .formatted(key, request);
    }

    private static String ofJsonLog(String request) {
        return """
                {"timestamp":"2026-11-20T10:00:01Z","level":"ERROR","logger":"tollgate.usage.unwritten","message":"%s"}\
                """.formatted(escaped(line("json-lines", request)));
    }

    private static String escaped(String json) {
        return json.replace("\"", "\\\"");
    }
}
