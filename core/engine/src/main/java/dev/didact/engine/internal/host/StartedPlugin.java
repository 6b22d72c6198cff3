package dev.didact.engine.internal.host;

import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of a textbook plugin's own `Plugin` class, where it has one: started before its first contribution is made,
/// stopped when the host closes. Runs on the plugin's threads.
final class StartedPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(StartedPlugin.class);

    private final @Nullable Plugin plugin;

    private StartedPlugin(@Nullable Plugin plugin) {
        this.plugin = plugin;
    }

    /// Makes and starts it; whatever it throws comes out.
    static StartedPlugin start(Manifest manifest, ClassLoader loader) throws Exception {
        if (manifest.pluginClass().isEmpty()) {
            return new StartedPlugin(null);
        }
        Class<? extends Plugin> type =
                Class.forName(manifest.pluginClass(), true, loader).asSubclass(Plugin.class);
        Plugin plugin = make(type, manifest, loader);
        plugin.start();
        return new StartedPlugin(plugin);
    }

    private static Plugin make(Class<? extends Plugin> type, Manifest manifest, ClassLoader loader) throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            // The older form takes PF4J's wrapper. The manager in it knows no plugins.
            var manager = new DefaultPluginManager(java.util.List.of());
            var wrapper =
                    new PluginWrapper(manager, StrictLoader.descriptor(manifest), java.nio.file.Path.of(""), loader);
            return type.getConstructor(PluginWrapper.class).newInstance(wrapper);
        }
    }

    /// Stops it; what it throws is logged and harms nobody.
    void stop() {
        if (plugin == null) {
            return;
        }
        try {
            plugin.stop();
        } catch (RuntimeException | Error e) {
            LOG.warn("plugin class {} failed to stop", plugin.getClass().getName(), e);
        }
    }
}
