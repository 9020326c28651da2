package dev.tollgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers whom the gateway knows see of a store that is throttled, slow or away, and what becomes of their records. */
@QuarkusTest
@TestProfile(OutageTest.WithStore.class)
final class CallInOutageTest extends OutageTest {

    /** Throttled for all time; every connection breaks; connections are taken and never answered. */
    private static final List<RequestFault> OUTAGES =
            List.of(RequestFault.THROTTLED, RequestFault.DROPPED, RequestFault.SILENT);

    private static Stream<Arguments> keysInOutages() {
        return Stream.of(new Terms(false, false, false), new Terms(true, false, false), new Terms(false, true, false))
                .flatMap(terms -> OUTAGES.stream().map(outage -> Arguments.of(terms, outage)));
    }

    @ParameterizedTest
    @MethodSource("keysInOutages")
    void denied(Terms terms, RequestFault outage) {
        GatewayClient client = known(terms);
        int before = providerRequests();
        begin(outage);

        assertUnavailable(client.chat(question()));
        assertUnavailable(client.chat(streamedQuestion()));

        // Without limits and budgets, the gateway calls the provider while it writes the record, and holds the answer
        // back.
        assertThat(providerRequests() - before).isEqualTo(terms.limited() || terms.budget() ? 0 : 2);
        end();
        assertHello(client.chat(question()));
    }

    @ParameterizedTest
    @MethodSource("keysInOutages")
    void served(Terms terms, RequestFault outage) {
        GatewayClient client = known(new Terms(terms.limited(), terms.budget(), true));
        begin(outage);

        Response whole = client.chat(question());
        Response streamed = client.chat(streamedQuestion());

        assertHello(whole);
        assertHello(streamed);
        for (Response response : List.of(whole, streamed)) {
            assertWhole(awaitLine(response), terms.budget());
        }
        end();
        Response after = client.chat(question());
        assertHello(after);
        assertThat(after.header("x-tollgate-budget-remaining-usd") != null).isEqualTo(terms.budget());
    }

    private static Stream<Arguments> formsInOutages() {
        return Stream.of(false, true)
                .flatMap(streamed -> OUTAGES.stream().map(outage -> Arguments.of(streamed, outage)));
    }

    @ParameterizedTest
    @MethodSource("formsInOutages")
    void theStoreDiesBehindTheRecord(boolean streamed, RequestFault outage) {
        GatewayClient client = known(new Terms(true, true, false));
        failBehindTheRecord(outage);

        Response response = client.chat(streamed ? streamedQuestion() : question());

        assertHello(response);
        assertWhole(awaitLine(response), true);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "THROTTLED", "LOST", "CUT"})
    void whatPassesIsNotNoticed(RequestFault fault) {
        GatewayClient client = known(new Terms(true, true, false));
        dynamo.follow(FaultScript.once(fault));

        assertHello(client.chat(question()));
        assertHello(client.chat(streamedQuestion()));

        awaitRecords(3, "settled");
    }

    /** All that is needed to put it into the table. */
    private void assertWhole(String line, boolean inBudget) {
        assertThat(line)
                .contains("\"pk\":\"KEY#" + keyId + "#2040-01#", "\"sk\":\"2040-01-", "\"status\":\"settled\"")
                .contains("\"outcome\":\"complete\"", "\"provider\":\"good\"", "\"total_tokens\":4")
                .contains("\"cost_micros\":4000", "\"charge_micros\":4000");
        if (inBudget) {
            assertThat(line).contains("\"budgets\":[\"BUDGET#", "\"reserved_micros\":");
        }
    }
}
