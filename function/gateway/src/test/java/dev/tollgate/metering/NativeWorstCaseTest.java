package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageType;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another API's clients name tools that no chat request has; only a provider with this API runs them. */
class NativeWorstCaseTest {
    private static final Price SEARCHING = new Price(
            new PriceRates(Map.of(
                    UsageType.INPUT,
                    BigDecimal.ZERO,
                    UsageType.OUTPUT,
                    BigDecimal.ZERO,
                    UsageType.WEB_SEARCH,
                    new BigDecimal("0.01"),
                    UsageType.CODE_EXECUTION,
                    new BigDecimal("0.005"))),
            List.of());
    private static final Target TARGET = new Target(
            new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null), "cheap", DropPolicy.HINTS);

    @Test
    void toolsOfNativeRequestsCountAsWell() throws JsonProcessingException {
        long searchesAndCode = ServerToolBound.WITHOUT_LIMIT * 15_000;
        assertThat(micros(
                        NativeRequest.RESPONSES,
                        "{\"type\":\"code_interpreter\"},{\"type\":\"web_search\",\"external_web_access\":false}"))
                .isEqualTo(searchesAndCode);
        assertThat(micros(NativeRequest.GEMINI, "{\"googleSearch\":{},\"codeExecution\":{}}"))
                .isEqualTo(searchesAndCode);
        assertThat(micros(NativeRequest.MESSAGES, "{\"name\":\"web_search\",\"input_schema\":{}}"))
                .isZero();
    }

    private static long micros(String format, String tools) throws JsonProcessingException {
        ObjectNode body = (ObjectNode) JsonCodec.mapper().readTree("{\"tools\":[" + tools + "]}");
        return new WorstCase(
                        PriceTables.of(Map.of("p/cheap", SEARCHING)),
                        SampleRequests.of("What is a toll gate?"),
                        Optional.of(new NativeRequest(format, body)),
                        Markup.NONE,
                        GatewayConfigs.with(Map.of()).budget())
                .micros(List.of(TARGET));
    }
}
