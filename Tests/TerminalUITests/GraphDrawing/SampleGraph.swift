import Testing

@testable import TerminalUI

/// Structures of published networks for tests: a line a node, with its parents after the colon.
struct SampleGraph: Sendable, CustomTestStringConvertible {
    let title: String
    let names: [String]
    let parents: [[Int]]

    init(_ title: String, _ text: String) {
        self.title = title
        let lines = text.split(separator: "\n").map { $0.split(separator: ":", omittingEmptySubsequences: false) }
        let names = lines.map { String($0[0]) }
        self.names = names
        parents = lines.map { line in
            line[1].split(separator: " ").compactMap { names.firstIndex(of: String($0)) }
        }
    }

    var testDescription: String { title }

    var edges: Set<GraphEdge> {
        Set(
            parents.enumerated().flatMap { child, itsParents in
                itsParents.map { GraphEdge(source: $0, target: child) }
            })
    }

    /// A box for each name alone.
    var nameBoxes: [Size] { names.map { Size(width: $0.count, height: 1) } }

    static let all = [asia, alarm, child, insurance, hailfinder, win95pts]

    static let asia = SampleGraph(
        "asia",
        """
        asia:
        tub: asia
        smoke:
        lung: smoke
        bronc: smoke
        either: lung tub
        xray: either
        dysp: bronc either
        """)

    static let alarm = SampleGraph(
        "alarm",
        """
        HISTORY: LVFAILURE
        CVP: LVEDVOLUME
        PCWP: LVEDVOLUME
        HYPOVOLEMIA:
        LVEDVOLUME: HYPOVOLEMIA LVFAILURE
        LVFAILURE:
        STROKEVOLUME: HYPOVOLEMIA LVFAILURE
        ERRLOWOUTPUT:
        HRBP: ERRLOWOUTPUT HR
        HREKG: ERRCAUTER HR
        ERRCAUTER:
        HRSAT: ERRCAUTER HR
        INSUFFANESTH:
        ANAPHYLAXIS:
        TPR: ANAPHYLAXIS
        EXPCO2: ARTCO2 VENTLUNG
        KINKEDTUBE:
        MINVOL: INTUBATION VENTLUNG
        FIO2:
        PVSAT: FIO2 VENTALV
        SAO2: PVSAT SHUNT
        PAP: PULMEMBOLUS
        PULMEMBOLUS:
        SHUNT: INTUBATION PULMEMBOLUS
        INTUBATION:
        PRESS: INTUBATION KINKEDTUBE VENTTUBE
        DISCONNECT:
        MINVOLSET:
        VENTMACH: MINVOLSET
        VENTTUBE: DISCONNECT VENTMACH
        VENTLUNG: INTUBATION KINKEDTUBE VENTTUBE
        VENTALV: INTUBATION VENTLUNG
        ARTCO2: VENTALV
        CATECHOL: ARTCO2 INSUFFANESTH SAO2 TPR
        HR: CATECHOL
        CO: HR STROKEVOLUME
        BP: CO TPR
        """)

    static let child = SampleGraph(
        "child",
        """
        BirthAsphyxia:
        HypDistrib: DuctFlow CardiacMixing
        HypoxiaInO2: CardiacMixing LungParench
        CO2: LungParench
        ChestXray: LungParench LungFlow
        Grunting: LungParench Sick
        LVHreport: LVH
        LowerBodyO2: HypDistrib HypoxiaInO2
        RUQO2: HypoxiaInO2
        CO2Report: CO2
        XrayReport: ChestXray
        Disease: BirthAsphyxia
        GruntingReport: Grunting
        Age: Disease Sick
        LVH: Disease
        DuctFlow: Disease
        CardiacMixing: Disease
        LungParench: Disease
        LungFlow: Disease
        Sick: Disease
        """)

    static let insurance = SampleGraph(
        "insurance",
        """
        GoodStudent: SocioEcon Age
        Age:
        SocioEcon: Age
        RiskAversion: Age SocioEcon
        VehicleYear: SocioEcon RiskAversion
        ThisCarDam: Accident RuggedAuto
        RuggedAuto: MakeModel VehicleYear
        Accident: Antilock Mileage DrivQuality
        MakeModel: SocioEcon RiskAversion
        DrivQuality: DrivingSkill RiskAversion
        Mileage:
        Antilock: MakeModel VehicleYear
        DrivingSkill: Age SeniorTrain
        SeniorTrain: Age RiskAversion
        ThisCarCost: ThisCarDam CarValue Theft
        Theft: AntiTheft HomeBase CarValue
        CarValue: MakeModel VehicleYear Mileage
        HomeBase: RiskAversion SocioEcon
        AntiTheft: RiskAversion SocioEcon
        PropCost: OtherCarCost ThisCarCost
        OtherCarCost: Accident RuggedAuto
        OtherCar: SocioEcon
        MedCost: Accident Age Cushioning
        Cushioning: RuggedAuto Airbag
        Airbag: MakeModel VehicleYear
        ILiCost: Accident
        DrivHist: DrivingSkill RiskAversion
        """)

    static let hailfinder = SampleGraph(
        "hailfinder",
        """
        N0_7muVerMo:
        SubjVertMo:
        QGVertMotion:
        CombVerMo: N0_7muVerMo SubjVertMo QGVertMotion
        AreaMeso_ALS: CombVerMo
        SatContMoist:
        RaoContMoist:
        CombMoisture: SatContMoist RaoContMoist
        AreaMoDryAir: AreaMeso_ALS CombMoisture
        VISCloudCov:
        IRCloudCover:
        CombClouds: VISCloudCov IRCloudCover
        CldShadeOth: AreaMoDryAir AreaMeso_ALS CombClouds
        AMInstabMt:
        InsInMt: CldShadeOth AMInstabMt
        WndHodograph:
        OutflowFrMt: InsInMt WndHodograph
        MorningBound:
        Boundaries: OutflowFrMt WndHodograph MorningBound
        CldShadeConv: InsInMt WndHodograph
        CompPlFcst: Boundaries CldShadeConv AreaMeso_ALS CldShadeOth
        CapChange: CompPlFcst
        LoLevMoistAd:
        InsChange: LoLevMoistAd CompPlFcst
        MountainFcst: InsInMt
        Date:
        Scenario: Date
        ScenRelAMCIN: Scenario
        MorningCIN:
        AMCINInScen: ScenRelAMCIN MorningCIN
        CapInScen: AMCINInScen CapChange
        ScenRelAMIns: Scenario
        LIfr12ZDENSd:
        AMDewptCalPl:
        AMInsWliScen: ScenRelAMIns LIfr12ZDENSd AMDewptCalPl
        InsSclInScen: AMInsWliScen InsChange
        ScenRel3_4: Scenario
        LatestCIN:
        LLIW:
        CurPropConv: LatestCIN LLIW
        ScnRelPlFcst: Scenario
        PlainsFcst: CurPropConv InsSclInScen CapInScen ScnRelPlFcst
        N34StarFcst: ScenRel3_4 PlainsFcst
        R5Fcst: MountainFcst N34StarFcst
        Dewpoints: Scenario
        LowLLapse: Scenario
        MeanRH: Scenario
        MidLLapse: Scenario
        MvmtFeatures: Scenario
        RHRatio: Scenario
        SfcWndShfDis: Scenario
        SynForcng: Scenario
        TempDis: Scenario
        WindAloft: Scenario
        WindFieldMt: Scenario
        WindFieldPln: Scenario
        """)

    static let win95pts = SampleGraph(
        "win95pts",
        """
        AppOK:
        DataFile:
        AppData: AppOK DataFile
        DskLocal:
        PrtSpool:
        PrtOn:
        PrtPaper:
        NetPrint:
        PrtDriver:
        PrtThread:
        EMFOK: AppData DskLocal PrtThread
        GDIIN: AppData PrtSpool EMFOK
        DrvSet:
        DrvOK:
        GDIOUT: PrtDriver GDIIN DrvSet DrvOK
        PrtSel:
        PrtDataOut: GDIOUT PrtSel
        PrtPath:
        NtwrkCnfg:
        PTROFFLINE:
        NetOK: PrtPath NtwrkCnfg PTROFFLINE
        PrtCbl:
        PrtPort:
        CblPrtHrdwrOK:
        LclOK: PrtCbl PrtPort CblPrtHrdwrOK
        DSApplctn:
        PrtMpTPth:
        DS_NTOK: AppData PrtPath PrtMpTPth NtwrkCnfg PTROFFLINE
        DS_LCLOK: AppData PrtCbl PrtPort CblPrtHrdwrOK
        PC2PRT: NetPrint PrtDataOut NetOK LclOK DSApplctn DS_NTOK DS_LCLOK
        PrtMem:
        PrtTimeOut:
        FllCrrptdBffr:
        TnrSpply:
        PrtData: PrtOn PrtPaper PC2PRT PrtMem PrtTimeOut FllCrrptdBffr TnrSpply
        Problem1: PrtData
        AppDtGnTm: PrtSpool
        PrntPrcssTm: PrtSpool
        DeskPrntSpd: PrtMem AppDtGnTm PrntPrcssTm
        PgOrnttnOK:
        PrntngArOK:
        ScrnFntNtPrntrFnt:
        CmpltPgPrntd: PrtMem PgOrnttnOK PrntngArOK
        GrphcsRltdDrvrSttngs:
        EPSGrphc:
        NnPSGrphc: PrtMem GrphcsRltdDrvrSttngs EPSGrphc
        PrtPScript:
        PSGRAPHIC: PrtMem GrphcsRltdDrvrSttngs EPSGrphc
        Problem4: NnPSGrphc PrtPScript PSGRAPHIC
        TrTypFnts:
        FntInstlltn:
        PrntrAccptsTrtyp:
        TTOK: PrtMem FntInstlltn PrntrAccptsTrtyp
        NnTTOK: PrtMem ScrnFntNtPrntrFnt FntInstlltn
        Problem5: TrTypFnts TTOK NnTTOK
        LclGrbld: AppData PrtDriver PrtMem CblPrtHrdwrOK
        NtGrbld: AppData PrtDriver PrtMem NtwrkCnfg
        GrbldOtpt: NetPrint LclGrbld NtGrbld
        HrglssDrtnAftrPrnt: AppDtGnTm
        REPEAT: CblPrtHrdwrOK NtwrkCnfg
        AvlblVrtlMmry: PrtPScript
        PSERRMEM: PrtPScript AvlblVrtlMmry
        TstpsTxt: PrtPScript AvlblVrtlMmry
        GrbldPS: GrbldOtpt AvlblVrtlMmry
        IncmpltPS: CmpltPgPrntd AvlblVrtlMmry
        PrtFile: PrtDataOut
        PrtIcon: NtwrkCnfg PTROFFLINE
        Problem6: GrbldOtpt PrtPScript GrbldPS
        Problem3: CmpltPgPrntd PrtPScript IncmpltPS
        PrtQueue:
        NtSpd: DeskPrntSpd NtwrkCnfg PrtQueue
        Problem2: NetPrint DeskPrntSpd NtSpd
        PrtStatPaper: PrtPaper
        PrtStatToner: TnrSpply
        PrtStatMem: PrtMem
        PrtStatOff: PrtOn
        """)

}
