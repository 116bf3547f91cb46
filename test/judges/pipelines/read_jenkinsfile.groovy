// Runs a declarative pipeline with Groovy, without Jenkins, and writes which scripts its stages hold, as JSON.
import groovy.json.JsonOutput
import org.codehaus.groovy.control.CompilerConfiguration

class Pipeline {
    List stages = []
    Map environment = [:]

    def methodMissing(String name, args) {
        if (name in ['stage', 'post']) {
            stages << [name: args[0] instanceof String ? args[0] : name, scripts: [], credentials: []]
        } else if (name == 'sh') {
            stages[-1].scripts << args[0]
        } else if (name == 'withCredentials') {
            stages[-1].credentials.addAll(args[0].collect { it.credentialsId })
        }
        if (args && args[-1] instanceof Closure) {
            args[-1].delegate = this
            args[-1].resolveStrategy = Closure.DELEGATE_FIRST
            args[-1]()
        }
        return args ? args[0] : null
    }

    def propertyMissing(String name) { name }

    def propertyMissing(String name, value) { environment[name] = value }
}

def shell = new GroovyShell(new CompilerConfiguration(scriptBaseClass: DelegatingScript.name))
def script = shell.parse(new File(args[0]))
def pipeline = new Pipeline()
script.setDelegate(pipeline)
script.run()
println JsonOutput.toJson([environment: pipeline.environment, stages: pipeline.stages])
