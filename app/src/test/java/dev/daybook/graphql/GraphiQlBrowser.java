package dev.daybook.graphql;

import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.invisibilityOfElementLocated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** GraphiQL as somebody sees it who has no network but this machine. */
public final class GraphiQlBrowser implements AutoCloseable {

    private static final By EXECUTE = By.cssSelector(".graphiql-execute-button");
    private static final By TABS = By.cssSelector(".graphiql-tab-button");
    private static final By LOADING = By.cssSelector(".graphiql-spinner");
    private static final String ANSWER = "return document.querySelector('.result-window .CodeMirror').CodeMirror.";
    private static final String OPERATION_IS_KNOWN = """
            const query = document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror;
            return query.operationName != null && query.getValue().includes(query.operationName)""";

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    private GraphiQlBrowser(ChromeDriver driver) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(50));
    }

    /** Empty where no Chromium is installed: both programs are named, so that Selenium does not look for them outside. */
    public static Optional<GraphiQlBrowser> open(Path userDataDir) {
        return find("CHROME_BIN", "chromium", "chromium-browser", "google-chrome")
                .flatMap(browser -> find("CHROMEDRIVER", "chromedriver")
                        .map(driver -> new GraphiQlBrowser(start(browser, driver, userDataDir))));
    }

    /** Waits until the page is drawn and knows the schema. */
    public void visit(int port) {
        driver.get("http://127.0.0.1:" + port + "/graphiql");
        wait.until(elementToBeClickable(EXECUTE));
        wait.until(invisibilityOfElementLocated(LOADING));
    }

    /** Uses the bar above GraphiQL and waits for what it says. */
    public String logIn(String login, String password) {
        driver.findElement(By.name("login")).sendKeys(login);
        driver.findElement(By.name("password")).sendKeys(password);
        driver.findElement(By.cssSelector("#log-in button")).click();
        return text(() -> driver.findElement(By.id("who")).getText());
    }

    /** Opens one of the tabs, the first of which is 0. */
    public void showTab(int index) {
        driver.findElements(TABS).get(index).click();
        wait.until(page -> Boolean.TRUE.equals(driver.executeScript(OPERATION_IS_KNOWN)));
    }

    /** Presses the button of the open tab and waits for the answer. */
    public String execute() {
        press();
        return text(this::answer);
    }

    /** Presses the button of the open tab, which also ends what goes on. */
    public void press() {
        driver.executeScript(ANSWER + "setValue('')");
        wait.until(elementToBeClickable(EXECUTE)).click();
    }

    public String answer() {
        return String.valueOf(driver.executeScript(ANSWER + "getValue()"));
    }

    /** What the browser has complained of since the last time it was asked. */
    public List<String> severeErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    public void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    public void saveScreenshot(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private String text(Supplier<String> source) {
        wait.until(page -> !source.get().isBlank());
        return source.get();
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

    private static Optional<Path> find(String variable, String... names) {
        var named = Optional.ofNullable(System.getenv(variable)).stream();
        return Stream.concat(named, Stream.of(names).map("/usr/bin/"::concat))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
