/// What the shell does for somebody who writes a plugin: a [project][dev.didact.shell.authoring.Scaffold] to begin
/// with, and a [plugin in development][dev.didact.shell.authoring.Development] that is loaded again at each build.
///
/// The text of a project lies beside this package among the resources, as files that can be read; `<%name%>` stands for
/// what is different in each.
@NullMarked
package dev.didact.shell.authoring;

import org.jspecify.annotations.NullMarked;
