package dev.tollgate.cli;

import dev.tollgate.cli.direct.DirectBudgets;
import dev.tollgate.cli.direct.DirectCache;
import dev.tollgate.cli.direct.DirectConfig;
import dev.tollgate.cli.direct.DirectEntries;
import dev.tollgate.cli.direct.DirectIncreases;
import dev.tollgate.cli.direct.DirectKeys;
import dev.tollgate.cli.direct.DirectPolicies;
import dev.tollgate.cli.direct.DirectPrices;
import dev.tollgate.cli.direct.DirectRequests;
import dev.tollgate.cli.direct.DirectUsage;
import dev.tollgate.cli.login.ChosenAccess;
import dev.tollgate.cli.port.BudgetIncreases;
import dev.tollgate.cli.port.BudgetReader;
import dev.tollgate.cli.port.CacheAdministration;
import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.cli.port.KeyAdministration;
import dev.tollgate.cli.port.PolicyReader;
import dev.tollgate.cli.port.PriceAdministration;
import dev.tollgate.cli.port.RequestDirectory;
import dev.tollgate.cli.port.UsageReader;
import dev.tollgate.cli.remote.RemoteBudgets;
import dev.tollgate.cli.remote.RemoteCache;
import dev.tollgate.cli.remote.RemoteConfig;
import dev.tollgate.cli.remote.RemoteEntries;
import dev.tollgate.cli.remote.RemoteIncreases;
import dev.tollgate.cli.remote.RemoteKeys;
import dev.tollgate.cli.remote.RemotePolicies;
import dev.tollgate.cli.remote.RemotePrices;
import dev.tollgate.cli.remote.RemoteRequests;
import dev.tollgate.cli.remote.RemoteUsage;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives commands the implementations of their ports for the chosen access. The other ones are never made. */
@Singleton
final class PortProducer {
    private final ChosenAccess access;

    PortProducer(ChosenAccess access) {
        this.access = access;
    }

    @Produces
    @Dependent
    KeyAdministration keys(Instance<DirectKeys> direct, Instance<RemoteKeys> remote) {
        return new KeyNames(chosen(direct, remote));
    }

    @Produces
    @Dependent
    ConfigAdministration config(Instance<DirectConfig> direct, Instance<RemoteConfig> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    UsageReader usage(Instance<DirectUsage> direct, Instance<RemoteUsage> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    BudgetReader budgets(Instance<DirectBudgets> direct, Instance<RemoteBudgets> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    BudgetIncreases increases(Instance<DirectIncreases> direct, Instance<RemoteIncreases> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    PriceAdministration prices(Instance<DirectPrices> direct, Instance<RemotePrices> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    CacheAdministration cache(Instance<DirectCache> direct, Instance<RemoteCache> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    PolicyReader policies(Instance<DirectPolicies> direct, Instance<RemotePolicies> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    EntryAdministration entries(Instance<DirectEntries> direct, Instance<RemoteEntries> remote) {
        return chosen(direct, remote);
    }

    @Produces
    @Dependent
    RequestDirectory requests(Instance<DirectRequests> direct, Instance<RemoteRequests> remote) {
        return chosen(direct, remote);
    }

    private <T> T chosen(Instance<? extends T> direct, Instance<? extends T> remote) {
        return access.direct() ? direct.get() : remote.get();
    }
}
