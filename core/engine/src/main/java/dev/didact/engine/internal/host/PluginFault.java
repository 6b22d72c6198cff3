package dev.didact.engine.internal.host;

import dev.didact.api.Fault;
import dev.didact.engine.KnownSecrets;

/// The code of a plugin threw what it should not, or the plugin was taken out of use for that. Costs what it was
/// working on; the message names the plugin, what it threw, the author's line and where to ask.
public final class PluginFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String GOES_ON = ", and its thread goes on until Didact ends; `isolation: process` beside its"
            + " `use` gives it a process that can be ended";

    private final transient Fault fault;
    private final String plugin;

    private PluginFault(String plugin, Fault fault) {
        super(KnownSecrets.masked(fault.message()));
        this.fault = new Fault(fault.kind(), KnownSecrets.masked(fault.message()));
        this.plugin = plugin;
    }

    /// Its cause is what was thrown, unless that cannot even be read.
    ///
    /// @param plugin id and version of the plugin
    /// @param of what was called
    /// @param thrown what it threw
    /// @param line the author's line; may be empty
    /// @param support where to ask; may be empty
    static PluginFault threw(String plugin, String of, Throwable thrown, String line, String support) {
        var fault =
                new PluginFault(plugin, new Fault(Fault.Kind.PLUGIN_THREW, failed(plugin, of, thrown, line, support)));
        if (Thrown.isReadable(thrown)) {
            fault.initCause(thrown);
        }
        return fault;
    }

    /// That the code of a plugin threw something, in words that name the contribution where nothing else tells what it
    /// was about.
    static String failed(String plugin, String of, Throwable thrown, String line, String support) {
        String what = Thrown.of(thrown);
        return "plugin " + plugin + " failed: "
                + (Thrown.message(thrown).isBlank() ? "its " + of + " threw " + what + " without a message" : what)
                + (line.isEmpty() ? "" : " at " + line) + support(support);
    }

    /// @param plugin id and version of the plugin
    /// @param of what was called
    /// @param missed the time that it had, in words
    /// @param line where the author's code stood; may be empty
    /// @param goesOn whether its thread still runs
    /// @param support where to ask; may be empty
    static PluginFault hung(String plugin, String of, String missed, String line, boolean goesOn, String support) {
        String message = "plugin " + plugin + " failed: its " + of + " did not come back within " + missed
                + (line.isEmpty() ? "" : ", when it was at " + line)
                + (goesOn ? GOES_ON : "") + support(support);
        return new PluginFault(plugin, new Fault(Fault.Kind.PLUGIN_HUNG, message));
    }

    /// Where to ask, as the end of a sentence.
    static String support(String address) {
        return address.isEmpty() ? "" : "; its author can be asked at " + address;
    }

    /// @param reason why it is out of use
    static PluginFault quarantined(String plugin, String reason) {
        return new PluginFault(
                plugin,
                new Fault(Fault.Kind.PLUGIN_QUARANTINED, "plugin " + plugin + " was taken out of use: " + reason));
    }

    /// What a contribution runs failed, as a program does that it started: no fault of the plugin itself.
    ///
    /// @param culprit what failed
    public static PluginFault of(String culprit, Fault fault) {
        return new PluginFault(culprit, fault);
    }

    /// As a grade or a reply records it.
    public Fault fault() {
        return fault;
    }

    /// Id and version of the plugin, or what it runs.
    public String plugin() {
        return plugin;
    }
}
