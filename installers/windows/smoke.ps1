<#
.SYNOPSIS
Installs the package, starts the app until it has drawn its window, and removes it again. Ends with 1 if anything is not as it must be.

.PARAMETER Msi
The package.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Msi)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$folder = Join-Path $env:LOCALAPPDATA 'Programs\CallVault'
$scratch = Join-Path ([IO.Path]::GetTempPath()) "callvault-smoke-$PID"
New-Item -ItemType Directory -Force $scratch | Out-Null

function Assert-That([bool] $Condition, [string] $What) {
    if (-not $Condition) {
        throw "Not so: $What"
    }
    Write-Output "ok: $What"
}

function Invoke-Msi([string] $Action, [string[]] $More) {
    $log = Join-Path $scratch "msi$Action.log".Replace('/', '-')
    $process = Start-Process msiexec.exe -Wait -PassThru -ArgumentList (@($Action, "`"$Msi`"", '/qn', '/norestart', '/l*v', "`"$log`"") + $More)
    if ($process.ExitCode -ne 0) {
        Get-Content $log -Tail 60
        throw "msiexec $Action ended with $($process.ExitCode)."
    }
}

Invoke-Msi '/i' @()
Assert-That (Test-Path (Join-Path $folder 'callvault.exe')) 'the app is in the profile'
$command = (Get-Item 'HKCU:\Software\Classes\callvault\shell\open\command').GetValue('')
Assert-That ($command -eq "`"$folder\callvault.exe`" `"%1`"") 'callvault: links lead to it'
Assert-That (Test-Path (Join-Path $env:APPDATA 'Microsoft\Windows\Start Menu\Programs\Call Vault.lnk')) 'it is in the start menu'
$run = Get-Item 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run' -ErrorAction SilentlyContinue
Assert-That (-not $run -or -not $run.GetValue('io.callvault.Desktop')) 'it does not start at sign-in unasked'

$properties = Join-Path $PSScriptRoot '..\common\target\classes\io\callvault\installer\build.properties'
$trained = [DateTimeOffset]::Parse((Select-String -Path $properties -Pattern '^time=(.+)$').Matches[0].Groups[1].Value).UtcDateTime
$times = @(Get-ChildItem (Join-Path $folder 'app') -Filter *.jar | ForEach-Object { $_.LastWriteTimeUtc } | Sort-Object -Unique)
Assert-That ($times.Count -eq 1 -and $times[0] -eq $trained) "all jars have the time that the start-up cache knows, $trained"

$report = Join-Path $scratch 'startup.json'
$app = Start-Process (Join-Path $folder 'callvault.exe') -PassThru -ArgumentList '--profile', "`"$scratch\profile`"", '--startup-report', "`"$report`""
if (-not $app.WaitForExit(120000)) {
    $app.Kill($true)
    throw 'the app did not end within two minutes'
}
Assert-That (Test-Path $report) 'it showed its window and ended'
Get-Content $report

& (Join-Path $folder 'callvault-console.exe') calltest --help
Assert-That ($LASTEXITCODE -eq 0) 'the call test speaks in a console'
& (Join-Path $folder 'callvault-server.exe') --help
Assert-That ($LASTEXITCODE -eq 0) 'the server does, too'

Invoke-Msi '/x' @()
Assert-That (-not (Test-Path $folder)) 'nothing of it is left'
Assert-That (-not (Test-Path 'HKCU:\Software\Classes\callvault')) 'nor in the registry'
Remove-Item -Recurse -Force $scratch
