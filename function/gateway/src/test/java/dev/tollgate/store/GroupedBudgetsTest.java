package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BudgetPeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What several calls reserve or settle in one budget at the same time. */
final class GroupedBudgetsTest {
    private static final BudgetPeriod HARD = BudgetFixture.budgetPeriod("ada", 1_000, true, 1);
    private static final String NAME = BudgetItem.name(HARD, 0);
    private static final long NUMBER = 1_000_000;

    private final BudgetFixture fixture = new BudgetFixture();
    private final String table = fixture.local().config().tables().counters();
    private final BudgetWrites writes =
            new BudgetWrites(new TransactionWriter(fixture.local().client()), table);
    private final BudgetClaims claims = new BudgetClaims(writes);
    private final BudgetSettlements settlements = new BudgetSettlements(writes);

    @Test
    void whatFitsTogetherIsReservedTogether() {
        assertThat(claims.together(claims(HARD, 300, 3))).hasSize(3).allMatch(reserved -> reserved.orElseThrow()
                .granted());

        assertCounted(900, 900);
        assertThat(item()).containsKeys("h_place0", "h_place1", "h_place2");
    }

    @Test
    void whatDoesNotFitTogetherIsReservedOneByOne() {
        List<BudgetItem.Claim> four = claims(HARD, 300, 4);

        assertThat(claims.together(four)).containsOnly(Optional.empty());
        assertThat(item()).isEmpty();

        assertThat(four.stream().map(claim -> claims.claim(claim).granted())).containsExactly(true, true, true, false);
        assertCounted(900, 900);
    }

    @Test
    void aBudgetThatChangedMeanwhileIsReservedOneByOne() {
        BudgetPeriod larger = BudgetFixture.budgetPeriod("ada", 2_000, true, 1);

        assertThat(claims.together(List.of(claim(HARD, 1, 0), claim(larger, 1, 1))))
                .containsOnly(Optional.empty());
    }

    @Test
    void aGroupThatIsRepeatedCountsOnce() {
        List<BudgetItem.Claim> two = claims(HARD, 300, 2);
        claims.together(two);

        assertThat(claims.together(two)).containsOnly(Optional.empty());
        assertThat(two).allMatch(claim -> claims.one(claim).granted());

        assertCounted(600, 600);
    }

    @Test
    void chargesOfSeveralCallsAreSettledTogether() {
        claims.together(claims(HARD, 300, 3));

        assertThat(settlements.together(List.of(settlement(0, Map.of()), settlement(1, Map.of()))))
                .containsOnly(Optional.of(true));

        assertCounted(540, 300);
    }

    @Test
    void ifOneIsSettledAlreadyTheOthersAreSettledOneByOne() {
        claims.together(claims(HARD, 300, 2));
        settlements.settle(settlement(0, Map.of()));

        List<BudgetItem.Settlement> both = List.of(settlement(0, Map.of()), settlement(1, Map.of()));
        assertThat(settlements.together(both)).containsOnly(Optional.empty());
        assertCounted(420, 300);

        both.forEach(settlements::settle);
        assertCounted(240, 0);
    }

    @Test
    void aMarkThatHasOutlivedItsCallIsKeptIfItsPlaceIsUsedAgain() {
        claims.claim(new BudgetItem.Claim(NAME, HARD, 300, new BudgetHold("place1", 1)));
        settlements.settle(new BudgetItem.Settlement(NAME, new BudgetHold("place1", 1), 300, 0, Map.of()));
        claims.together(claims(HARD, 300, 2));
        Map<String, AttributeValue> seenBefore = Map.of("h_place1", AttributeValue.fromN("-1"));

        assertThat(settlements.together(List.of(settlement(0, seenBefore), settlement(1, Map.of()))))
                .containsOnly(Optional.of(true));

        assertCounted(240, 0);
        assertThat(item().get("h_place1").n()).isEqualTo("-" + NUMBER);
    }

    @Test
    void theFirstOfAGroupRemovesWhatOthersLeftBehind() {
        claims.claim(new BudgetItem.Claim(NAME, HARD, 0, new BudgetHold("gone", 1)));
        settlements.settle(new BudgetItem.Settlement(NAME, new BudgetHold("gone", 1), 0, 0, Map.of()));

        List<Optional<ReservedBudget>> reserved = claims.together(claims(HARD, 300, 2));

        Map<String, AttributeValue> outlived =
                reserved.getFirst().orElseThrow().counter().outlived();
        assertThat(outlived).containsOnlyKeys("h_gone");
        assertThat(reserved.getLast().orElseThrow().counter().outlived()).isEmpty();
        settlements.together(List.of(settlement(0, outlived), settlement(1, Map.of())));
        assertThat(item()).doesNotContainKey("h_gone");
    }

    private static List<BudgetItem.Claim> claims(BudgetPeriod period, long micros, int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> claim(period, micros, place))
                .toList();
    }

    private static BudgetItem.Claim claim(BudgetPeriod period, long micros, int place) {
        return new BudgetItem.Claim(NAME, period, micros, hold(place));
    }

    private static BudgetItem.Settlement settlement(int place, Map<String, AttributeValue> outlived) {
        return new BudgetItem.Settlement(NAME, hold(place), 300, 120, outlived);
    }

    private static BudgetHold hold(int place) {
        return new BudgetHold("place" + place, NUMBER);
    }

    private void assertCounted(long committed, long reserved) {
        assertThat(List.of(BudgetItem.committedMicros(item()), BudgetItem.reservedMicros(item())))
                .containsExactly(committed, reserved);
    }

    private Map<String, AttributeValue> item() {
        return fixture.local()
                .client()
                .getItem(request ->
                        request.tableName(table).key(BudgetItem.key(NAME)).consistentRead(true))
                .item();
    }
}
