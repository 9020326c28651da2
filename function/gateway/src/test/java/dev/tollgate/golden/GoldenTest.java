package dev.tollgate.golden;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryRoutingTables;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.FakeUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all golden cases, in every form and every cut. {@code -Dgolden.update=true} writes what comes instead. */
@QuarkusTest
final class GoldenTest {
    private static FakeUpstream upstream;
    private static List<Provider> providers;

    @TestHTTPResource
    URI base;

    @Inject
    InMemoryKeys keys;

    @Inject
    InMemoryRoutingTables routes;

    @Inject
    InMemoryUsageLedger ledger;

    private GoldenRun run;

    @BeforeAll
    static void startUpstream() {
        upstream = new FakeUpstream(new GoldenReply());
        providers = GoldenCases.providers(upstream.uri(""));
    }

    @AfterAll
    static void stopUpstream() {
        upstream.close();
    }

    @BeforeEach
    void openGateway() {
        providers.forEach(routes::provider);
        run = new GoldenRun(
                new GatewayClient(base, keys.open("golden")),
                upstream,
                requestId -> RecordedUsage.of(ledger.awaitSettled(requestId)));
    }

    static Stream<Arguments> questions() {
        return GoldenCases.all().stream().flatMap(golden -> golden.forms().stream()
                .flatMap(form -> Stream.of(ReplyCut.values()).map(cut -> Arguments.of(golden, form, cut))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("questions")
    void theAnswerIsTheGoldenOne(GoldenCase golden, RequestForm form, ReplyCut cut) {
        GoldenOutcome seen = run.ask(golden, form, cut);
        if (GoldenUpdate.wanted() && cut == ReplyCut.WHOLE) {
            new GoldenUpdate(golden).write(seen);
        }
        new GoldenCheck(golden).verify(form, seen);
    }

    static Stream<GoldenCase> answeredInBothForms() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.has("answer.json") && golden.has("answer.sse"))
                .filter(golden -> !golden.api().passesThrough(golden.provider()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answeredInBothForms")
    void theStreamedAnswerFoldsToTheWholeOne(GoldenCase golden) {
        new GoldenCheck(golden).verifyLaw();
    }
}
