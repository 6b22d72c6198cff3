# Finds Java for bin/didact and for the launcher of a checkout; sourced, never run.
# The caller sets: tool (java or javac: what the folder must hold), bundled and built (a folder and a file, or empty).
# The version is read from the release file, so that no JVM is started to ask.

need=25

# Prints the feature version of the Java folder $1.
feature() {
    [ -x "$1/bin/$tool" ] && [ -r "$1/release" ] || return 1
    version=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in JAVA_VERSION=*) version=${line#JAVA_VERSION=} ;; esac
    done <"$1/release"
    version=${version#\"}
    version=${version%\"*}
    version=${version#1.}
    version=${version%%[!0-9]*}
    [ -n "$version" ]
}

# Whether the folder $1 holds a Java that is new enough.
good() {
    [ -n "$1" ] && feature "$1" && [ "$version" -ge "$need" ]
}

# Follows links of $1; old systems have no readlink -f.
real() {
    path=$1 links=0
    case $path in */*) ;; *) path=./$path ;; esac
    while [ -L "$path" ] && [ "$links" -lt 20 ]; do
        link=$(readlink "$path")
        case $link in /*) path=$link ;; *) path=${path%/*}/$link ;; esac
        links=$((links + 1))
    done
}

# The Java folder of the executable $1.
folder_of() {
    real "$1"
    folder=$(CDPATH='' cd -- "${path%/*}/.." 2>/dev/null && pwd -P)
}

# Sets java_home, or says in one line what was looked at and fails.
find_java() {
    [ "$tool" = javac ] && what=JDK || what=Java
    if [ -n "${DIDACT_JAVA:-}" ]; then
        java_home=$DIDACT_JAVA
        [ -f "$java_home" ] && { folder_of "$java_home"; java_home=$folder; }
        good "$java_home" && return
        echo "didact: DIDACT_JAVA=$DIDACT_JAVA is not a $what $need or newer" >&2
        return 1
    fi
    java_home=$bundled
    good "$java_home" && return
    java_home=
    [ -n "$built" ] && [ -r "$built" ] && IFS= read -r java_home <"$built"
    good "$java_home" && return
    java_home=${JAVA_HOME:-}
    good "$java_home" && return
    seen="JAVA_HOME is ${JAVA_HOME:-not set}"
    if on_path=$(command -v java); then
        folder_of "$on_path"
        java_home=$folder
        good "$java_home" && return
        feature "$java_home" || version="not a $what that names its version"
        seen="$seen, java on the PATH is $version"
    else
        seen="$seen, no java on the PATH"
    fi
    if [ -x /usr/libexec/java_home ] && java_home=$(/usr/libexec/java_home -v "$need+" 2>/dev/null); then
        good "$java_home" && return
    fi
    # The lowest version that suffices: the one the build was tested with.
    best='' best_version=0
    for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if good "$candidate" && { [ -z "$best" ] || [ "$version" -lt "$best_version" ]; }; then
            best=$candidate best_version=$version
        fi
    done
    java_home=$best
    [ -n "$java_home" ] && return
    echo "didact: needs $what $need or newer and found none ($seen, none in the usual folders). Install one, or set DIDACT_JAVA to its folder." >&2
    return 1
}
