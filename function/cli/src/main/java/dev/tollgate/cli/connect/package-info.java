/**
 * The settings with which tools use a gateway. Start reading at {@link dev.tollgate.cli.connect.ConnectedTool}. Everything here is
 * pure but {@link dev.tollgate.cli.connect.SettingsFile}. Called by {@code tollgate connect}.
 */
@NullMarked
package dev.tollgate.cli.connect;

import org.jspecify.annotations.NullMarked;
