@testable import CausalEngine

/// Small files in each format, written by hand after the formats' public definitions.
enum FormatFiles {
    static let bif = """
        // two causes of an alarm
        network "home" { property author "somebody" ; }
        variable burglary { type discrete [ 2 ] { yes, no }; property position = (10, 20) ; }
        variable quake { type discrete [ 3 ] { none, weak, strong }; }
        variable alarm { type discrete [ 2 ] { rings, "is silent" }; }
        probability ( burglary ) { table 0.001, 0.999; }
        probability ( quake ) { table 0.97 0.02 0.01; }
        probability ( alarm | burglary, quake ) {
          (no, weak) 0.2, 0.8;
          (yes, none) 0.94, 0.06;
          (yes, strong) 0.99, 0.01;
          default 0.001, 0.999;
          (yes, weak) 0.95, 0.05;
        }

        """

    static let xmlbif = """
        <?xml version="1.0" encoding="US-ASCII"?>
        <!-- two causes of an alarm -->
        <!DOCTYPE BIF [
          <!ELEMENT BIF ( NETWORK )*>
          <!ATTLIST BIF VERSION CDATA #REQUIRED>
        ]>
        <BIF VERSION="0.3">
        <NETWORK>
          <NAME>home</NAME>
          <PROPERTY>author somebody</PROPERTY>
          <VARIABLE TYPE="nature">
            <NAME>burglary</NAME><OUTCOME>yes</OUTCOME><OUTCOME>no</OUTCOME>
            <PROPERTY>position = (10, 20)</PROPERTY>
          </VARIABLE>
          <VARIABLE TYPE="nature">
            <NAME> quake </NAME><OUTCOME>none</OUTCOME><OUTCOME>weak</OUTCOME><OUTCOME>strong</OUTCOME>
          </VARIABLE>
          <VARIABLE TYPE="nature">
            <NAME>alarm</NAME><OUTCOME>rings</OUTCOME><OUTCOME>is silent</OUTCOME>
          </VARIABLE>
          <DEFINITION><FOR>burglary</FOR><TABLE>0.001 0.999</TABLE></DEFINITION>
          <DEFINITION><FOR>quake</FOR><TABLE>0.97 0.02 0.01</TABLE></DEFINITION>
          <DEFINITION>
            <FOR>alarm</FOR><GIVEN>burglary</GIVEN><GIVEN>quake</GIVEN>
            <TABLE> <!-- burglary slowest -->
              0.94 0.06 0.95 0.05 0.99 0.01
              0.001 0.999 0.2 0.8 0.001 0.999
            </TABLE>
          </DEFINITION>
        </NETWORK>
        </BIF>

        """

    static let net = """
        % two causes of an alarm
        net { name = "home"; node_size = (80 40); }
        node burglary { states = ("yes" "no"); position = (10 20); HR_Color = "7"; }
        discrete node quake { states = ("none" "weak" "strong"); }
        node alarm { label = "the alarm"; states = ("rings" "is silent"); }
        potential (burglary) { data = (0.001 0.999); }
        potential (quake | ) { data = (0.97 0.02 0.01); }
        potential (alarm | burglary quake)
        {
          data = (((0.94 0.06)   % none
                   (0.95 0.05)
                   (0.99 0.01))
                  ((0.001 0.999)
                   (0.2 0.8)
                   (0.001 0.999)));
        }

        """

    static let dsc = """
        belief network "home"
        // two causes of an alarm
        node burglary {
          name: "burglary";
          type : discrete [ 2 ] = { "yes", "no" };
          position: (10, 20);
        }
        node quake { type : discrete[3] = { none, weak, strong }; }
        node alarm { name: "the alarm"; type : discrete [ 2 ] = { "rings", "is silent" }; }
        probability ( burglary ) {
           0.001, 0.999;
        }
        probability ( quake ) { 0.97, 0.02, 0.01; }
        probability ( alarm | burglary, quake ) {
          (0, 0) : 0.94, 0.06;
          (yes, 1) : 0.95, 0.05;
          ("yes", strong) : 0.99, 0.01;
          (1, weak) : 0.2, 0.8;
          default : 0.001, 0.999;
        }

        """

    static let xdsl = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <smile version="1.0" id="home" numsamples="1000" discsamples="10000">
          <nodes>
            <cpt id="burglary"><state id="yes" /><state id="no" /><probabilities>0.001 0.999</probabilities></cpt>
            <cpt id="quake">
              <state id="none" /><state id="weak" /><state id="strong" />
              <property id="unit">degree</property>
              <probabilities>0.97 0.02 0.01</probabilities>
            </cpt>
            <cpt id="alarm">
              <state id="rings" /><state id="silent" />
              <parents>burglary quake</parents>
              <probabilities>0.94 0.06 0.95 0.05 0.99 0.01 0.001 0.999 0.2 0.8 0.001 0.999</probabilities>
            </cpt>
            <deterministic id="police">
              <state id="called" /><state id="not" />
              <parents>alarm</parents>
              <resultingstates>called not</resultingstates>
            </deterministic>
          </nodes>
          <extensions>
            <genie version="1.0" app="GeNIe" name="home">
              <node id="alarm"><name>the alarm</name><position>10 20 50 60</position></node>
              <submodel id="s"><node id="police"><name>police</name></node></submodel>
            </genie>
          </extensions>
        </smile>

        """

    static let uai = """
        BAYES
        3
        2 3 2
        3
        1 0
        1 1
        3 0 1 2

        2
         0.001 0.999
        3
         0.97 0.02 0.01
        12
         0.94 0.06 0.95 0.05 0.99 0.01
         0.001 0.999 0.2 0.8 0.001 0.999

        """

    /// The table of the alarm in all of them.
    static let alarm = [0.94, 0.06, 0.95, 0.05, 0.99, 0.01, 0.001, 0.999, 0.2, 0.8, 0.001, 0.999]

    static let all: [(format: NetworkFormat, text: String)] = [
        (.bif, bif), (.xmlbif, xmlbif), (.net, net), (.dsc, dsc), (.xdsl, xdsl), (.uai, uai),
    ]

    static func read(_ text: String, _ format: NetworkFormat) throws(EngineError) -> Network {
        try Network.parse(
            NetworkSource(model: .init(name: "home.\(format.rawValue)", text: text), format: format))
    }

    static func table(_ network: Network, _ index: Int) -> [Double]? {
        guard case .table(let table) = network.scm.mechanisms[index] else { return nil }
        return table.probabilities
    }
}
