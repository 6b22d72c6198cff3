package dev.didact.engine.internal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The class loader of one plugin: its own classes and jars, behind them the JDK, and the API packages always from the
/// host.
final class StrictLoader extends PluginClassLoader {
    private static final Logger LOG = LoggerFactory.getLogger(StrictLoader.class);

    private final List<Path> code;
    private final String codeFolder;
    private final String plugin;

    private StrictLoader(PluginDescriptor descriptor, Path folder, List<Path> code) {
        super(null, descriptor, new ApiOnly(StrictLoader.class.getClassLoader()), ClassLoadingStrategy.PDA);
        this.code = code;
        this.plugin = descriptor.getPluginId() + "@" + descriptor.getVersion();
        this.codeFolder = "file:" + folder.resolve("classes").toUri().getRawPath();
    }

    /// Id and version of the plugin, for logs.
    @Override
    public String getName() {
        return plugin;
    }

    /// A loader over an unpacked plugin: `classes/`, `lib/*.jar`, or one `plugin.jar`.
    ///
    /// @param mayEnd whether the plugin may end the process
    /// @throws BadArchiveException if it may not and its own classes hold an [EndingCall], or one of its jars is none
    static StrictLoader over(Path folder, Manifest manifest, boolean mayEnd) throws IOException, BadArchiveException {
        if (!mayEnd) {
            EndingCall.refuse(code(folder).getFirst(), manifest.listed());
        }
        var loader = new StrictLoader(descriptor(manifest), folder, code(folder));
        for (Path code : loader.code) {
            loader.addURL(code.toUri().toURL());
        }
        return loader;
    }

    /// A plugin as PF4J describes it. It has no dependencies: classes are never shared between plugins.
    static PluginDescriptor descriptor(Manifest manifest) {
        return new DefaultPluginDescriptor(
                manifest.id(),
                manifest.title(),
                manifest.pluginClass(),
                manifest.version(),
                "",
                "",
                manifest.licence());
    }

    private static List<Path> code(Path folder) throws IOException, BadArchiveException {
        Path jar = folder.resolve(Unpacker.JAR);
        if (Files.isRegularFile(jar)) {
            return List.of(jar);
        }
        var code = new ArrayList<Path>();
        code.add(folder.resolve("classes"));
        code.addAll(PluginFiles.libraries(folder));
        return code;
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return ApiPackages.contains(className);
    }

    /// Closes its files. What cannot be closed is freed with the process.
    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            LOG.warn("files of plugin classes stay open", e);
        }
    }

    /// The folders and jars that its classes come from.
    List<Path> code() {
        return code;
    }

    /// Makes a class of the engine one of the plugin's.
    Class<?> define(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }

    /// Whether a class of this name was loaded here.
    boolean loaded(String className) {
        Class<?> loaded = findLoadedClass(className);
        return loaded != null && loaded.getClassLoader() == this;
    }

    /// Whether a class is the author's own: loaded here, and not from a library in `lib/`.
    boolean isAuthors(String className) {
        Class<?> loaded = findLoadedClass(className);
        if (loaded == null || loaded.getClassLoader() != this) {
            return false;
        }
        CodeSource source = loaded.getProtectionDomain().getCodeSource();
        String from = source == null ? "" : source.getLocation().toString();
        return from.startsWith(codeFolder) || from.endsWith("/" + Unpacker.JAR);
    }
}
