package dev.daybook.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Chromium with no network but this machine. */
public final class Browser implements AutoCloseable {
    private static final String AXE = "classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js";
    private static final String FIND_FAULTS = """
            return axe.run({include: [document], exclude: [...arguments]}, {resultTypes: ['violations']}).then(({violations}) => violations
                .filter(({impact}) => impact === 'serious' || impact === 'critical')
                .map(({id, nodes}) => id + ': ' + nodes.map(({html}) => html).join(', ')))""";

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(50));
        // The list of events goes on while one looks at it.
        wait.ignoring(StaleElementReferenceException.class);
    }

    /** Empty where no Chromium is installed: both programs are named, so that Selenium does not look for them outside. */
    public static Optional<Browser> open(Path userDataDir) {
        return find("CHROME_BIN", "chromium", "chromium-browser", "google-chrome")
                .flatMap(browser -> find("CHROMEDRIVER", "chromedriver")
                        .map(driver -> new Browser(start(browser, driver, userDataDir))));
    }

    public void visit(String address) {
        driver.get(address);
    }

    public void reload() {
        driver.navigate().refresh();
    }

    public WebElement find(By what) {
        return driver.findElement(what);
    }

    public List<WebElement> findAll(By what) {
        return driver.findElements(what);
    }

    public void click(By what) {
        wait.until(ExpectedConditions.elementToBeClickable(what)).click();
    }

    public void type(By what, String text) {
        find(what).sendKeys(text);
    }

    public void awaitGone(By what) {
        wait.until(ExpectedConditions.invisibilityOfElementLocated(what));
    }

    public void awaitClickable(By what) {
        wait.until(ExpectedConditions.elementToBeClickable(what));
    }

    public void await(BooleanSupplier condition) {
        wait.until(_ -> condition.getAsBoolean());
    }

    public @Nullable Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What axe calls serious or critical, except within the elements of these selectors. */
    public List<?> faults(Object... exceptions) {
        run(axe());
        return (List<?>) Objects.requireNonNull(run(FIND_FAULTS, exceptions));
    }

    /** Returns the errors in the browser's log since the last call. */
    public List<String> severeErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    public void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** As a phone shows it: a window cannot be that narrow. */
    public void becomePhone(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void preferDark() {
        var dark = Map.of("name", "prefers-color-scheme", "value", "dark");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(dark)));
    }

    public void saveScreenshot(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static ChromeDriver start(Path browser, Path driver, Path userDataDir) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--window-size=1280,800",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                        "--user-data-dir=" + userDataDir.toAbsolutePath());
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    private static String axe() {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResources(AXE)[0].getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String variable, String... names) {
        var named = Optional.ofNullable(System.getenv(variable)).stream();
        return Stream.concat(named, Stream.of(names).map("/usr/bin/"::concat))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
