package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.DailyHours;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageType;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingStrategy;
import dev.tollgate.route.SchedulePeriod;
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

class DocumentCodecTest {
    private static final Provider DEEPSEEK = new Provider(
            "deepseek",
            "openai",
            URI.create("https://api.deepseek.com/v1"),
            "env:DEEPSEEK_API_KEY",
            null,
            null,
            new DataTerms(Set.of("cn"), false, true),
            Map.of("deepseek-chat", new ModelTraits(false, null, true, null, 64_000, null, Set.of("eu", "cn"))));
    private static final RoutingRequirements EUROPE = new RoutingRequirements(
            Set.of("eu", "ch"), true, false, new MaxPrice(new BigDecimal("1.50"), new BigDecimal("8")));

    @Test
    void aKeyComesBackAsItWas() {
        ApiKey key = ApiKey.builder("team-a", KeyHash.of("sk-secret"))
                .disabled(true)
                .expires(Instant.parse("2027-01-01T00:00:00Z"))
                .aliases(Set.of("cheap-fast", "openai/gpt-4o"))
                .limits(new RateLimits(60L, 100_000L, null))
                .onStoreFailure(ApiKey.OnStoreFailure.ALLOW)
                .tags(Map.of("cost_center", "4711"))
                .require(EUROPE)
                .usageCost(true)
                .dropUnsupported(false)
                .build();

        assertThat(DocumentCodec.read(DocumentCodec.write(key), ApiKey.class)).isEqualTo(key);
    }

    @Test
    void aProvidersQuirksComeBackAsTheyWere() {
        MessageQuirks messages = new MessageQuirks(
                List.of("reasoning_content"),
                true,
                List.of("user"),
                null,
                true,
                false,
                null,
                null,
                true,
                null,
                null,
                "[a-z]{9}",
                9,
                null);
        Provider provider = new Provider(
                "acme",
                "openai",
                URI.create("https://acme.example/v1"),
                null,
                null,
                null,
                DataTerms.UNKNOWN,
                Map.of(),
                new ProviderQuirks(
                        Map.of("seed", "random_seed"),
                        false,
                        true,
                        List.of("n"),
                        Map.of(),
                        messages,
                        List.of(),
                        true,
                        false,
                        null,
                        null));

        assertThat(DocumentCodec.read(DocumentCodec.write(provider, Map.of()), Provider.class))
                .isEqualTo(provider);
    }

    @Test
    void aKeyNeedsNoMoreThanItsIdAndHash() {
        KeyHash keyHash = KeyHash.of("sk-secret");
        String json = "{\"id\":\"a\",\"fingerprint\":\"" + keyHash.hex() + "\",\"from_the_future\":1}";

        assertThat(DocumentCodec.read(json, ApiKey.class))
                .isEqualTo(ApiKey.builder("a", keyHash).build());
    }

    @Test
    void aJudgeComesBackAsItWas() {
        JudgeConfig judge = new JudgeConfig("cheap", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        Tier simple = new Tier("simple", BigDecimal.ZERO, "cheap");
        Alias alias = Alias.builder("smart")
                .dropUnsupported(false)
                .tiers(List.of(simple))
                .judge(judge)
                .build();

        assertThat(DocumentCodec.read(DocumentCodec.write(alias), Alias.class)).isEqualTo(alias);
    }

    @Test
    void anAliasComesBackAsItWas() {
        Alias alias = Alias.builder("smart")
                .targets(List.of(
                        Alias.TargetSpec.of(ModelName.of("openrouter/meta-llama/llama-4")),
                        Alias.TargetSpec.of(ModelName.of("openai/gpt-4o"))))
                .dropUnsupported(true)
                .strategy(RoutingStrategy.WEIGHTED)
                .sticky(true)
                .maxLatencyMillis(1500)
                .schedule(List.of(new SchedulePeriod(
                        Set.of(DayOfWeek.SUNDAY),
                        LocalTime.of(16, 30),
                        LocalTime.of(0, 30),
                        ZoneId.of("Europe/Berlin"),
                        List.of(new Alias.TargetSpec(ModelName.of("deepseek/deepseek-chat"), 3)))))
                .fallback(List.of("other"))
                .require(EUROPE)
                .failover(new FailoverPolicy(20_000, 3, 4_000, 9_000, 800, OnContentFilter.NEXT))
                .build();

        assertThat(DocumentCodec.read(DocumentCodec.write(alias), Alias.class)).isEqualTo(alias);
        assertThat(DocumentCodec.write(alias)).isEqualTo("""
            {"name":"smart","targets":[{"model":"openrouter/meta-llama/llama-4"},{"model":"openai/gpt-4o"}],"drop_unsupported":true,"strategy":"weighted","sticky":true,"max_latency_ms":1500,"schedule":[{"days":["SUNDAY"],"from":"16:30:00","to":"00:30:00","zone":"Europe/Berlin","targets":[{"model":"deepseek/deepseek-chat","weight":3}]}],"fallback":["other"],"require":{"regions":["ch","eu"],"no_training":true,"max_price":{"input":1.50,"output":8}},"failover":{"within_ms":20000,"tries":3,"first_token_ms":4000,"idle_ms":9000,"hedge_ms":800,"on_content_filter":"next"},"content":{}}\
            """);
    }

    @Test
    void aProviderComesBackWithItsPrices() {
        Map<String, Price> prices = Map.of("deepseek-chat", Price.of(new BigDecimal("0.27"), new BigDecimal("1.10")));
        String json = DocumentCodec.write(DEEPSEEK, prices);

        assertThat(DocumentCodec.read(json, Provider.class)).isEqualTo(DEEPSEEK);
        assertThat(DocumentCodec.prices(json)).isEqualTo(prices);
        assertThat(DocumentCodec.prices(DocumentCodec.write(DEEPSEEK, Map.of())))
                .isEmpty();
    }

    @Test
    void aPriceComesBackWithItsCasesAndWithoutWhatANewerGatewayKnows() {
        DailyHours night = new DailyHours(LocalTime.of(16, 30), LocalTime.of(0, 30), ZoneId.of("UTC"));
        Price price = new Price(
                rates(UsageType.INPUT, "0.270", UsageType.PER_REQUEST, "0.005"),
                List.of(
                        new ConditionalPrice(200_000L, night, null, rates(UsageType.INPUT, "1", UsageType.OUTPUT, "2")),
                        new ConditionalPrice(
                                null, null, "flex", rates(UsageType.INPUT, "0.5", UsageType.CACHED_AUDIO, "3"))));
        String json = DocumentCodec.write(DEEPSEEK, Map.of("m", price));

        assertThat(json).endsWith("""
            "prices":{"m":{"cases":[{"above":200000,"hours":{"from":"16:30:00","to":"00:30:00","zone":"UTC"},"input":1,"output":2},{"service_tier":"flex","cached_audio":3,"input":0.5}],"input":0.270,"per_request":0.005}}}\
            """);
        assertThat(DocumentCodec.prices(json)).isEqualTo(Map.of("m", price));
        assertThat(DocumentCodec.prices(json.replace("\"above\"", "\"later\":{\"a\":[1]},\"above\"")))
                .isEqualTo(Map.of("m", price));
    }

    private static PriceRates rates(UsageType one, String price, UsageType other, String otherPrice) {
        return new PriceRates(Map.of(one, new BigDecimal(price), other, new BigDecimal(otherPrice)));
    }

    @Test
    void whatCannotBeReadIsNotQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentCodec.read("{\"name\":\"a\",\"api_key\":\"hush", Provider.class))
                .withMessageNotContaining("hush")
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentCodec.read("{\"kind\":\"openai\"}", Provider.class));
    }
}
