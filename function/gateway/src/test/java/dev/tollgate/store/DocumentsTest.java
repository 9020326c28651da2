package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.bill.Hours;
import dev.tollgate.bill.Meter;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceCase;
import dev.tollgate.bill.Rates;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.Requirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.Failover;
import dev.tollgate.route.Failover.OnContentFilter;
import dev.tollgate.route.Judge;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Period;
import dev.tollgate.route.Strategy;
import dev.tollgate.route.Tier;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Provider DEEPSEEK = new Provider(
            "deepseek",
            "openai",
            URI.create("https://api.deepseek.com/v1"),
            "env:DEEPSEEK_API_KEY",
            null,
            null,
            new DataTerms(Set.of("cn"), false, true),
            Map.of("deepseek-chat", new ModelTraits(false, null, true, null, 64_000, Set.of("eu", "cn"))));
    private static final Requirements EUROPE = new Requirements(
            Set.of("eu", "ch"), true, false, new MaxPrice(new BigDecimal("1.50"), new BigDecimal("8")));

    @Test
    void aKeyComesBackAsItWas() {
        ApiKey key = new ApiKey(
                "team-a",
                Fingerprint.of("sk-secret"),
                true,
                Instant.parse("2027-01-01T00:00:00Z"),
                Set.of("cheap-fast", "openai/gpt-4o"),
                new Allowance(60L, 100_000L, null),
                ApiKey.OnStoreFailure.ALLOW,
                Map.of("cost_center", "4711"),
                EUROPE,
                null);

        assertThat(Documents.read(Documents.write(key), ApiKey.class)).isEqualTo(key);
    }

    @Test
    void aKeyNeedsNoMoreThanItsIdAndFingerprint() {
        Fingerprint fingerprint = Fingerprint.of("sk-secret");
        String json = "{\"id\":\"a\",\"fingerprint\":\"" + fingerprint.hex() + "\",\"from_the_future\":1}";

        assertThat(Documents.read(json, ApiKey.class))
                .isEqualTo(new ApiKey("a", fingerprint, false, null, null, null, null, null));
    }

    @Test
    void aJudgeComesBackAsItWas() {
        Judge judge = new Judge("cheap", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        Tier simple = new Tier("simple", BigDecimal.ZERO, "cheap");
        Alias alias =
                new Alias("smart", null, false, null, false, null, null, null, List.of(simple), null, judge, null);

        assertThat(Documents.read(Documents.write(alias), Alias.class)).isEqualTo(alias);
    }

    @Test
    void anAliasComesBackAsItWas() {
        Alias alias = new Alias(
                "smart",
                List.of(
                        Alias.Goal.of(ModelName.of("openrouter/meta-llama/llama-4")),
                        Alias.Goal.of(ModelName.of("openai/gpt-4o"))),
                true,
                Strategy.WEIGHTED,
                true,
                1500,
                List.of(new Period(
                        Set.of(DayOfWeek.SUNDAY),
                        LocalTime.of(16, 30),
                        LocalTime.of(0, 30),
                        ZoneId.of("Europe/Berlin"),
                        List.of(new Alias.Goal(ModelName.of("deepseek/deepseek-chat"), 3)))),
                List.of("other"),
                null,
                EUROPE,
                null,
                new Failover(20_000, 3, 4_000, 800, OnContentFilter.NEXT));

        assertThat(Documents.read(Documents.write(alias), Alias.class)).isEqualTo(alias);
        assertThat(Documents.write(alias)).isEqualTo("""
                        {"name":"smart","targets":[{"model":"openrouter/meta-llama/llama-4"},{"model":"openai/gpt-4o"}],"drop_unsupported":true,"strategy":"weighted","sticky":true,"max_latency_ms":1500,"schedule":[{"days":["SUNDAY"],"from":"16:30:00","to":"00:30:00","zone":"Europe/Berlin","targets":[{"model":"deepseek/deepseek-chat","weight":3}]}],"fallback":["other"],"require":{"regions":["ch","eu"],"no_training":true,"max_price":{"input":1.50,"output":8}},"failover":{"within_ms":20000,"tries":3,"first_token_ms":4000,"hedge_ms":800,"on_content_filter":"next"}}""");
    }

    @Test
    void aProviderComesBackWithItsPrices() {
        Map<String, Price> prices = Map.of("deepseek-chat", Price.of(new BigDecimal("0.27"), new BigDecimal("1.10")));
        String json = Documents.write(DEEPSEEK, prices);

        assertThat(Documents.read(json, Provider.class)).isEqualTo(DEEPSEEK);
        assertThat(Documents.prices(json)).isEqualTo(prices);
        assertThat(Documents.prices(Documents.write(DEEPSEEK, Map.of()))).isEmpty();
    }

    @Test
    void aPriceComesBackWithItsCasesAndWithoutWhatANewerGatewayKnows() {
        Hours night = new Hours(LocalTime.of(16, 30), LocalTime.of(0, 30), ZoneId.of("UTC"));
        Price price = new Price(
                rates(Meter.INPUT, "0.270", Meter.PER_REQUEST, "0.005"),
                List.of(
                        new PriceCase(200_000L, night, null, rates(Meter.INPUT, "1", Meter.OUTPUT, "2")),
                        new PriceCase(null, null, "flex", rates(Meter.INPUT, "0.5", Meter.CACHED_AUDIO, "3"))));
        String json = Documents.write(DEEPSEEK, Map.of("m", price));

        assertThat(json).endsWith("""
                "prices":{"m":{"cases":[{"above":200000,"hours":{"from":"16:30:00","to":"00:30:00","zone":"UTC"},"input":1,"output":2},{"service_tier":"flex","cached_audio":3,"input":0.5}],"input":0.270,"per_request":0.005}}}""");
        assertThat(Documents.prices(json)).isEqualTo(Map.of("m", price));
        assertThat(Documents.prices(json.replace("\"above\"", "\"later\":{\"a\":[1]},\"above\"")))
                .isEqualTo(Map.of("m", price));
    }

    private static Rates rates(Meter one, String price, Meter other, String otherPrice) {
        return new Rates(Map.of(one, new BigDecimal(price), other, new BigDecimal(otherPrice)));
    }

    @Test
    void whatCannotBeReadIsNotQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Documents.read("{\"name\":\"a\",\"api_key\":\"hush", Provider.class))
                .withMessageNotContaining("hush")
                .withNoCause();
        assertThatIllegalArgumentException().isThrownBy(() -> Documents.read("{\"kind\":\"openai\"}", Provider.class));
    }
}
