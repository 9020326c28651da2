package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who learns that a budget is nearly spent, from environment variables such as {@code TOLLGATE_BUDGET_ALERTS_SNS_TOPIC}. */
@ConfigMapping(prefix = "tollgate.budget-alerts")
public interface BudgetAlertConfig {

    /** The ARN of an SNS topic. */
    Optional<String> snsTopic();

    /** The URL of a webhook: {@code https}, unless it is on this machine; or a reference to a secret that is one. */
    Optional<String> webhookUrl();

    /** The secret that signs what the webhook gets, or a reference to it; required with a webhook. */
    Optional<String> webhookSecret();

    /** The longest time for one message. */
    @WithDefault("10s")
    Duration timeout();
}
