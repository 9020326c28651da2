package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.auth.Team;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.DailyHours;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.bill.UsageType;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingStrategy;
import dev.tollgate.route.SchedulePeriod;
import dev.tollgate.route.Tier;
import dev.tollgate.storedresponse.KeptEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers the records of {@link DocumentCodec} for reflection. Quarkus finds only the records of endpoints by itself.
 * A record that is missing here works everywhere except in a native image.
 */
@RegisterForReflection(
        targets = {
            Alias.class,
            Alias.TargetSpec.class,
            FailoverPolicy.class,
            FailoverPolicy.OnContentFilter.class,
            SchedulePeriod.class,
            RoutingStrategy.class,
            Tier.class,
            JudgeConfig.class,
            RateLimits.class,
            Budget.class,
            Budget.Per.class,
            BudgetIncrease.class,
            BudgetOwner.class,
            BudgetOwner.Kind.class,
            TagBudget.class,
            Team.class,
            Team.KeyDefaults.class,
            Team.Member.class,
            ApiKey.class,
            ApiKey.OnStoreFailure.class,
            CallerTemplate.class,
            CallerTemplate.Per.class,
            DynamoAuditTrail.StoredAudit.class,
            DynamoManifestHistory.StoredPart.class,
            DynamoManifestHistory.StoredRevision.class,
            KeyHash.class,
            DataTerms.class,
            MaxPrice.class,
            ModelName.class,
            ModelTraits.class,
            CallerPrices.class,
            DailyHours.class,
            MarkupTable.class,
            UsageType.class,
            Price.class,
            ConditionalPrice.class,
            PriceRates.class,
            TariffTable.class,
            Provider.class,
            RoutingRequirements.class,
            GatewayPolicy.class,
            ContentRules.class,
            CachePolicy.class,
            ResponseStatePolicy.class,
            CachePolicy.Scope.class,
            CachePolicy.Include.class,
            ContentPolicy.class,
            ContentPolicy.OwnDetector.class,
            ContentScan.class,
            ContentScan.OnFailure.class,
            ScanEngine.class,
            ScanEngine.Model.class,
            ScanEngine.Moderation.class,
            ScanEngine.Guardrail.class,
            PolicyAction.class,
            StoredFile.class,
            FileKind.class,
            SentLines.class,
            StoredBatch.class,
            BatchEndpoint.class,
            BatchState.class,
            BatchStatus.class,
            BatchCounts.class,
            BatchError.class,
            BatchHold.class,
            KeptEvent.class,
            KeptEvent[].class
        })
final class StoredRecords {
    private StoredRecords() {}
}
