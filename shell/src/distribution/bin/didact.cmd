@echo off
rem Starts Didact on Java 25 or newer: DIDACT_JAVA, a bundled runtime, JAVA_HOME, then java on the PATH.
setlocal
for %%I in ("%~dp0..") do set "HOME_FOLDER=%%~fI"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_FOLDER%\runtime\bin\java.exe" set "JAVA=%HOME_FOLDER%\runtime\bin\java.exe"
if defined DIDACT_JAVA set "JAVA=%DIDACT_JAVA%\bin\java.exe"
"%JAVA%" --version >nul 2>nul
if errorlevel 1 (
    echo didact: needs Java 25 or newer and found none. Install one, or set DIDACT_JAVA to its folder. 1>&2
    exit /b 4
)
set "FEATURE="
for /f "tokens=2 delims= " %%V in ('call "%JAVA%" --version') do if not defined FEATURE for /f "tokens=1 delims=.-+" %%F in ("%%V") do set "FEATURE=%%F"
if %FEATURE% LSS 25 (
    echo didact: needs Java 25 or newer, "%JAVA%" is %FEATURE%. Install one, or set DIDACT_JAVA to its folder. 1>&2
    exit /b 4
)
"%JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Xlog:disable "-Dlibrary.jline.path=%HOME_FOLDER%\native\org\jline\nativ" "-Ddidact.home=%HOME_FOLDER%" %DIDACT_JVM_OPTIONS% -cp "%HOME_FOLDER%\lib\didact-shell.jar" dev.didact.shell.Main %*
exit /b %ERRORLEVEL%
