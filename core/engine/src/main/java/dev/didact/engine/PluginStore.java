package dev.didact.engine;

import java.nio.file.Path;

/// Installs plugins and takes them out of use, while runs go on: a run keeps the plugins that it started with, and what
/// is changed here holds for those that start later. A change is made as a whole or not at all, whenever the process
/// ends. Safe for use by many threads; several processes may share a store.
public interface PluginStore {
    /// Reads an archive, an unpacked plugin, or the folder of a built project. Loads no code and changes nothing.
    ///
    /// @throws ProblemException if it is none, or one that this Didact cannot use
    PluginOffer offer(Path from);

    /// Installs what was offered; an update if another version is installed.
    ///
    /// @throws ProblemException if the archive is no longer what was offered, cannot be stored, or does not work here
    ///     while the installed version does
    PluginCard install(PluginOffer offer);

    /// Takes a plugin out of the store's use. Its files stay for the runs that are pinned to them.
    ///
    /// @throws ProblemException if it is not installed
    void remove(String id);

    /// Takes a plugin out of use until it is enabled again.
    ///
    /// @throws ProblemException if there is none of this id
    PluginCard disable(String id);

    /// Takes a disabled plugin back into use.
    ///
    /// @throws ProblemException if there is none of this id
    PluginCard enable(String id);

    /// Goes back to the version that was installed before; doing it twice comes back to where one was.
    ///
    /// @throws ProblemException if there is none, or its files are not what was installed
    PluginCard rollback(String id);

    /// Reads a plugin again from where it lies and makes its contributions, on a class loader of their own; new runs
    /// use these, and this workspace's lock file names them. If that fails, everything stays as it is.
    ///
    /// @throws ProblemException if there is none of this id, or what lies there now does not work
    PluginCard reload(String id);

    /// Uses what the build of a plugin's project has made, without an archive, in place of every other plugin of its id
    /// and until the workspace is closed; called again, what the build has made since. Nothing is installed. If what it
    /// made does not work, everything stays as it is.
    ///
    /// @param project the folder whose `target/classes` holds the plugin
    /// @throws ProblemException if there is no plugin, or it does not work
    PluginCard develop(Path project);
}
