package dev.didact.engine.internal.host;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// One call into the code of a plugin, for a flight recording. Costs nothing where nobody records.
@Name("dev.didact.PluginCall")
@Label("Call of a plugin")
@Description("On the thread that runs its code; the wait for that thread is not part of it")
@Category("Didact")
@StackTrace(false)
@Threshold("1 ms")
final class PluginCallEvent extends Event {
    @Label("Plugin")
    String plugin = "";

    @Label("Called")
    @Description("Which of its contributions")
    String called = "";
}
