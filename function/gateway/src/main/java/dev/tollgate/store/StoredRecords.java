package dev.tollgate.store;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.Charges;
import dev.tollgate.bill.Hours;
import dev.tollgate.bill.Markups;
import dev.tollgate.bill.Meter;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceCase;
import dev.tollgate.bill.Rates;
import dev.tollgate.bill.Tariffs;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.Failover;
import dev.tollgate.route.Judge;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Period;
import dev.tollgate.route.Strategy;
import dev.tollgate.route.Tier;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@link Documents} reads and writes. Quarkus finds the records of endpoints by itself, these it cannot; without
 * this list they work everywhere but in a native image.
 */
@RegisterForReflection(
        targets = {
            Alias.class,
            Alias.Goal.class,
            Failover.class,
            Failover.OnContentFilter.class,
            Period.class,
            Strategy.class,
            Tier.class,
            Judge.class,
            Allowance.class,
            Budget.class,
            Budget.Per.class,
            TagBudget.class,
            ApiKey.class,
            ApiKey.OnStoreFailure.class,
            DynamoHistory.Kept.class,
            Fingerprint.class,
            DataTerms.class,
            MaxPrice.class,
            ModelName.class,
            ModelTraits.class,
            Charges.class,
            Hours.class,
            Markups.class,
            Meter.class,
            Price.class,
            PriceCase.class,
            Rates.class,
            Tariffs.class,
            Provider.class,
            Requirements.class,
            Terms.class
        })
final class StoredRecords {
    private StoredRecords() {}
}
