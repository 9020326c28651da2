package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.bill.UsageRecord;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.RequestFault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What becomes of a group that DynamoDB does not take, or takes in part, and what the log says of it. */
final class RefusedGroupsTest {
    private final LocalTables tables = LocalTables.create();
    private final String table = tables.config().tables().usage();

    @Test
    void whatHasNoResponseIsWrittenAlone() {
        UsageWriteGroups first = groups(answering(responses -> responses.subList(0, 1)));

        assertThat(first.together(records(3)))
                .containsExactly(Optional.of(Map.of()), Optional.empty(), Optional.empty());
    }

    @Test
    void responsesToNothingDoNotMatter() {
        UsageWriteGroups more =
                groups(answering(responses -> Collections.nCopies(GroupCommit.MOST, responses.getFirst())));

        assertThat(more.together(records(2))).containsExactly(Optional.of(Map.of()), Optional.of(Map.of()));
    }

    /** One of its writes may be the reason, so there is another group. */
    @Test
    void whereARequestIsRefusedEachWriteGoesAloneAndOneLineSaysSo() {
        UsageWriteGroups refused =
                groups(DeniedCalls.refusing(tables.client(), Set.of("batchExecuteStatement"), "ValidationException"));

        assertRefusedWithOneLine(refused, "has refused the writes of several calls");
    }

    @Test
    void whereAStatementIsRefusedOneLineSaysSo() {
        assertRefusedWithOneLine(
                groups(answering(failing("ValidationError"))), "has refused the writes of several calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DuplicateItem", "ConditionalCheckFailed", "ThrottlingError", "TransactionConflict", "new"})
    @NullSource
    void anotherErrorOfAStatementIsUpToTheSingleWrite(String code) {
        try (LoggedLines log = new LoggedLines(UsageWriteGroups.class)) {
            assertThat(groups(answering(failing(code))).together(records(1))).containsExactly(Optional.empty());
            assertThat(log.lines()).noneMatch(line -> line.contains("refused") || line.contains("one by one"));
        }
    }

    @Test
    void whereTheStoreIsBusyAllFail() {
        UsageWriteGroups busy =
                groups(DeniedCalls.refusing(tables.client(), Set.of("batchExecuteStatement"), "ThrottlingException"));

        assertThatThrownBy(() -> busy.together(records(2))).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void theFailureOfAGroupNamesItsTable() {
        try (FaultyTables down = new FaultyTables()) {
            down.proxy().follow(FaultScript.always(RequestFault.UNAVAILABLE));
            UsageWriteGroups failing = groups(down.longTimeouts());

            assertThatThrownBy(() -> failing.together(records(2)))
                    .isInstanceOfSatisfying(DynamoDbException.class, failure -> assertThat(TableException.of(failure))
                            .hasMessageStartingWith("table=" + table + " operation=BatchExecuteStatement code="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "UnknownOperationException"})
    void aRoleOrAStoreWithoutPartiQlHasNoGroupsAndOneLineSaysSo(String code) {
        UsageWriteGroups denied = groups(DeniedCalls.refusing(tables.client(), Set.of("batchExecuteStatement"), code));

        assertRefusedWithOneLine(denied, "dynamodb:PartiQLInsert and dynamodb:PartiQLUpdate");
    }

    @Test
    void aRoleWithoutTheRightToAStatementHasNoGroupsEither() {
        assertRefusedWithOneLine(
                groups(answering(failing("AccessDenied"))), "dynamodb:PartiQLInsert and dynamodb:PartiQLUpdate");
    }

    private void assertRefusedWithOneLine(UsageWriteGroups refused, String words) {
        try (LoggedLines log = new LoggedLines(UsageWriteGroups.class)) {
            assertThat(refused.together(records(2))).containsExactly(Optional.empty(), Optional.empty());
            assertThat(refused.together(records(2))).containsExactly(Optional.empty(), Optional.empty());
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains(words));
        }
        assertThat(refused.write(record(BudgetFixture.pending()))).isEmpty();
    }

    private static UnaryOperator<List<BatchStatementResponse>> failing(String code) {
        return responses -> responses.stream()
                .map(_ -> BatchStatementResponse.builder()
                        .error(error -> error.code(code).message("a reason"))
                        .build())
                .toList();
    }

    private static UsageWriteGroups groups(DynamoDbClient client) {
        return new UsageWriteGroups(new TransactionWriter(client));
    }

    private List<GroupableWrite> records(int count) {
        return Stream.generate(() -> record(BudgetFixture.pending()))
                .limit(count)
                .toList();
    }

    private GroupableWrite record(UsageRecord pending) {
        UsageRecord settled = BudgetFixture.settled(pending, BudgetFixture.cost(1));
        return new GroupableWrite(
                new UsageWrites(table).unlessSettled(SettledRow.of(settled, BudgetFixture.ACCEPTED)),
                WriteStatements::insert);
    }

    /** The tables behind a DynamoDB that answers batches in this way, and writes nothing of them. */
    private DynamoDbClient answering(UnaryOperator<List<BatchStatementResponse>> responses) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof BatchExecuteStatementRequest batch) {
                        List<BatchStatementResponse> written = batch.statements().stream()
                                .map(_ -> BatchStatementResponse.builder().build())
                                .toList();
                        return BatchExecuteStatementResponse.builder()
                                .responses(responses.apply(written))
                                .build();
                    }
                    try {
                        return method.invoke(tables.client(), arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
