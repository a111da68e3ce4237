import type { DemoCourse } from './types.js';

export const huertoEnElBalcon: DemoCourse = {
	slug: 'huerto-en-el-balcon',
	title: 'Huerto en el balcón',
	kind: 'challenge',
	summary: 'Cinco pasos para cosechar algo tuyo en una ventana, un balcón o una azotea, casi sin gastar.',
	language: 'es',
	effort: 'Unas 8 horas repartidas en dos meses',
	accent: 'olive',
	tags: ['huerto', 'plantas', 'reciclaje'],
	school: null,
	publishedDaysAgo: 70,
	run: { pace: 'rolling', signUp: 'open' },
	about: `No hace falta un jardín para comer algo que has visto crecer. Bastan una ventana con luz, un par de envases que ibas a tirar y un poco de paciencia. En este reto vas a sembrar **tres cultivos agradecidos**, cuidarlos unas ocho semanas y cosechar, aunque sea un puñado.

## Para quién es

Para quien nunca ha plantado nada y para quien lo intentó y se le secó todo. Sirve para cualquier clima: en cada paso te pedimos que mires *tu* balcón, con su sol y su viento, y que decidas a partir de ahí.

## Qué vas a hacer

Un mapa de la luz de tu casa, unas macetas con envases reciclados, una siembra, un diario de riego muy corto y una cosecha compartida.

## Cómo trabajamos juntos

- Puedes empezar cualquier día. Las plantas no miran el calendario de nadie, solo el suyo.
- Cuenta lo que sale mal con el mismo detalle que lo que sale bien. Un pulgón bien descrito ayuda a veinte personas.
- Di siempre dónde estás y en qué estación: un consejo de Bogotá en enero puede ser un desastre en Zaragoza.
- No compres nada antes del segundo paso. Casi todo está ya en la cocina.

Marisol lee los comentarios por la noche, hora de Lima, y nunca se ríe de una planta muerta: ella ha matado más que nadie.`,
	tasks: [
		{
			slug: 'mira-la-luz',
			title: 'Mira la luz que tienes',
			proof: 'text',
			body: `Antes de pensar en tomates, averigua cuánta luz recibe tu espacio. Es lo único que no se puede comprar ni llevar en una bolsa, y decide qué puedes cultivar.

## Un día de observación

Elige un día despejado. Mira tu ventana o balcón cada dos horas y anota si el sol da **directamente** sobre el sitio donde pondrías las macetas:

| Hora | ¿Sol directo? | ¿Viento? |
|---|---|---|
| 8 | sí / no | nada / algo / mucho |
| 10 | | |
| 12 | | |
| 14 | | |
| 16 | | |
| 18 | | |

Suma las horas de sol. Si no puedes pasar el día en casa, reparte las miradas entre varios días.

## Qué significa el resultado

- **Menos de 3 horas:** hierbabuena, perejil, berros y brotes. Sí, también se puede.
- **De 3 a 5 horas:** lechuga, rúcula, acelga, espinaca, cilantro, cebollín.
- **6 horas o más:** rabanitos, albahaca, frijol o judía, ají o pimiento, tomate pequeño.

Una pared blanca enfrente devuelve mucha luz y cuenta como una hora más. Un toldo o un árbol pueden cambiarlo todo dentro de tres meses: el sol sube y baja con las estaciones.[^orientacion]

El viento importa tanto como el sol en los pisos altos. Seca la tierra y rompe los tallos. Si anotaste «mucho», piensa en plantas bajas y macetas pesadas.

## Elige tres

Escoge tres cultivos de tu grupo. Uno rápido, para no perder la ilusión (los rabanitos y los brotes se comen en cuatro semanas o menos); uno que te guste mucho; y uno que te dé curiosidad.

**Has terminado cuando** sabes cuántas horas de sol tienes y has elegido tus tres cultivos. Entrega un **texto** con tu ciudad, la estación, tus horas de sol y por qué elegiste esos tres.

[^orientacion]: En el hemisferio norte la ventana más soleada mira al sur; en el hemisferio sur, al norte. Cerca del ecuador, el sol de la mañana y el de la tarde importan más que el punto cardinal.`,
		},
		{
			slug: 'envases-y-tierra',
			title: 'Prepara los envases y la tierra',
			proof: 'none',
			body: `Una maceta es solo un recipiente con dos virtudes: deja salir el agua y no envenena a nadie. Busca en casa, en la verdulería o en la panadería de la esquina.

## Qué envase para qué planta

| Profundidad | Ejemplos | Sirve para |
|---|---|---|
| 10 cm | bandejas, bricks cortados a lo largo | brotes, berros, lechuga de corte |
| 15 a 20 cm | botellas de 2 litros, latas grandes | rabanito, rúcula, perejil, cilantro |
| 25 a 30 cm | cubos, bidones de agua, cajas forradas | acelga, ají, tomate pequeño, frijol |

Usa solo envases que hayan contenido alimentos o agua. Nada de pintura, aceite de motor ni productos de limpieza.

## Los agujeros, lo primero

1. Lava el envase con agua y jabón.
2. Haz de cinco a ocho agujeros en el fondo, del grueso de un lápiz. En plástico, calienta un clavo sujetándolo con alicates, cerca de una ventana abierta; en lata, usa martillo y clavo.
3. Pon debajo un plato o una tapa para recoger el agua.

Sin agujeros las raíces se ahogan. Es la causa de muerte número uno en los balcones, muy por delante de la sed. Y no pongas piedras en el fondo: no mejoran el drenaje y quitan sitio a las raíces.

## La mezcla

La tierra del parque se apelmaza en la maceta. Mejor así:

- dos partes de sustrato para macetas o fibra de coco,
- una parte de compost o humus de lombriz,
- un puñado de arena gruesa o perlita si la tienes.

Humedécela antes de llenar. Está en su punto cuando aprietas un puñado, conserva la forma y no gotea. Llena hasta dos dedos por debajo del borde, para que quepa el agua del riego.

- [ ] Tres envases limpios y con agujeros
- [ ] Platos debajo
- [ ] Tierra mezclada y húmeda
- [ ] Todo colocado en su sitio definitivo, **antes** de que pese

**Has terminado cuando** riegas un envase vacío de plantas y el agua sale por abajo en menos de un minuto. No hay nada que entregar; si quieres, cuenta qué envase raro encontraste.`,
		},
		{
			slug: 'siembra',
			title: 'Siembra y ponle nombre',
			proof: 'none',
			body: `Llega el momento que más gusta. Lávate las manos, prepara agua y algo para escribir etiquetas: un palito de helado y un lápiz (la tinta se borra con el sol).

## La regla del doble

Entierra cada semilla al **doble de su grosor**. Las de lechuga, casi a ras; las de rabanito, a medio centímetro; los frijoles, a dos centímetros. Muy hondas se agotan antes de ver la luz; muy arriba se secan.

| Cultivo | Distancia | Brota en | Se come en |
|---|---|---|---|
| Rabanito | 4 cm | 3 a 6 días | 4 semanas |
| Rúcula | 2 cm | 4 a 7 días | 4 a 5 semanas |
| Lechuga de corte | 5 cm | 5 a 10 días | 5 a 6 semanas |
| Perejil | 3 cm | 15 a 30 días | 10 semanas |
| Frijol | 10 cm, dos por hoyo | 6 a 10 días | 8 a 10 semanas |

Son cifras de clima templado: con frío todo tarda más.

## Paso a paso

1. Riega la tierra y deja que escurra.
2. Haz surcos u hoyos con el lápiz.
3. Deja caer las semillas **separadas**. Cuesta, porque son diminutas y parecen pocas. No lo son.
4. Cúbrelas con tierra fina y aprieta con la palma, sin fuerza.
5. Riega con una botella con la tapa agujereada, para que caiga como lluvia.
6. Pon la etiqueta: cultivo y fecha.

Mantén la superficie húmeda hasta que broten. Un trozo de tela o de cartón encima ayuda; quítalo el mismo día que veas lo primero verde.

## ¿Semillas gratis?

Los frijoles secos de la cocina germinan, y también el cilantro en grano si lo aplastas un poco. La base de un cebollín con raíces vuelve a crecer en un vaso de agua en una semana.

## Guarda un secreto para después

No siembres todo el mismo día. Deja la mitad de los rabanitos y de la rúcula para dentro de dos semanas: así tendrás cosecha seguida en lugar de una montaña y luego nada.

**Has terminado cuando** hay tres cultivos sembrados, con su etiqueta, y una fecha en tu calendario para la segunda siembra.`,
		},
		{
			slug: 'riega-y-observa',
			title: 'Riega, aclara y observa',
			proof: 'text',
			body: `Cuidar un huerto pequeño lleva cinco minutos al día, casi todos de mirar. Hazlo siempre a la misma hora, con el café o al llegar a casa.

## El dedo, no el reloj

Mete el dedo en la tierra hasta el segundo nudillo. Si sale seco, riega despacio hasta que asome agua por abajo. Si sale húmedo, no riegues, aunque «toque». A pleno sol una botella de dos litros puede pedir agua cada día; a la sombra, cada cuatro.

Riega por la mañana o al atardecer, sobre la tierra y no sobre las hojas. Vacía los platos al rato: el agua quieta pudre raíces y cría mosquitos.

## Aclarar duele, pero hay que hacerlo

Cuando las plantitas tengan dos hojas verdaderas (las que salen después del primer par), quita las sobrantes hasta dejar las distancias de la tabla de la siembra. Córtalas con tijera a ras de tierra, sin arrancar, y échalas a la ensalada. Diez rabanitos apretados no dan diez rabanitos: dan diez hojas.

## Lo que te dice la planta

| Ves | Suele ser | Prueba |
|---|---|---|
| Tallos largos y pálidos | falta de luz | acércala a la ventana, gírala cada día |
| Hojas amarillas abajo | exceso de agua o falta de alimento | deja secar; una cucharada de humus |
| Bichitos verdes en los brotes | pulgón | un chorro de agua tres días seguidos; luego agua con un poco de jabón neutro |
| Agujeros redondos | oruga o caracol | busca de noche, con linterna |
| Hojas caídas a mediodía, firmes por la tarde | calor, nada más | espera; sombra si se repite |

## Un diario de una línea

Durante **tres semanas** escribe una línea al día: fecha, riego sí o no, y algo que hayas visto. Por ejemplo: «Día 9. Sin riego. Los frijoles han levantado la tierra como si bostezaran».

**Has terminado cuando** tienes tres semanas de líneas y has aclarado al menos un cultivo. Entrega un **texto** con cinco líneas de tu diario, las que más digan, y un problema que hayas tenido con lo que probaste para resolverlo.`,
		},
		{
			slug: 'cosecha-y-comparte',
			title: 'Cosecha, cocina y comparte',
			proof: 'text',
			body: `Se cosecha antes de lo que uno cree. Por miedo a acabar con la planta solemos esperar demasiado, y entonces la lechuga amarga y el rabanito se vuelve corcho.

## Cuándo y cómo

- **Rabanito:** cuando asoma una bolita del tamaño de una moneda. Tira de las hojas, todas juntas. Las hojas también se comen, salteadas o en sopa.
- **Rúcula, lechuga de corte, acelga:** corta las hojas de fuera con tijera, a dos dedos de la tierra, y deja el corazón. Rebrotan dos o tres veces.
- **Perejil, cilantro:** tallos enteros, desde fuera, nunca más de un tercio de la planta.
- **Frijol verde:** cuando la vaina se parte con un chasquido y aún no se marcan los granos. Cuanto más recoges, más da.

Hazlo por la mañana temprano, con las hojas llenas de agua. Lava todo bien, sobre todo si tu balcón da a una calle con tráfico.

## Pesa y apunta

Es divertido y enseña mucho. Una tabla basta:

| Cultivo | Sembrado | Primera cosecha | Gramos |
|---|---|---|---|
| Rúcula | 3 de marzo | 4 de abril | 85 |

No te compares con un supermercado. Compárate con el balcón vacío de hace dos meses.

## Compártelo

Un huerto que se queda en casa es media cosecha. Elige una manera:

1. Cocina algo, aunque sea una tortilla con tres hojas, y cómelo **con alguien**.
2. Regala un esqueje o un puñado de semillas, con tu etiqueta y dos consejos.
3. Deja una planta florecer, guarda su semilla en un sobre de papel con fecha y lugar, y ofrécela aquí en los comentarios.

## Y ahora

Vacía los envases agotados, mezcla la tierra con un tercio de compost nuevo y vuelve a sembrar *otra* familia de plantas: después de raíz, hoja; después de hoja, legumbre.

**Has terminado cuando** alguien más que tú ha probado tu cosecha. Entrega un **texto**: qué recogiste, con quién lo compartiste y qué harías distinto la próxima vez. Y si puedes, quédate a contestar a quien hoy está mirando la luz.`,
		},
	],
	badge: {
		name: 'Primera cosecha',
		description:
			'Cultivó tres plantas en envases reciclados, llevó un diario y compartió su primera cosecha.',
		criteria: `Para ganar esta insignia la persona

- midió la luz de su espacio y eligió tres cultivos adecuados,
- preparó envases reciclados con buen drenaje y los sembró,
- cuidó las plantas y anotó lo que veía durante tres semanas, y
- cosechó y compartió lo cultivado.

Evidencias: el estudio de la luz, cinco líneas del diario y el relato de la cosecha.`,
		imageAlt: 'Círculo verde musgo con un brote: la insignia Primera cosecha',
		design: { shape: 'circle', colour: 'green', icon: 'sprout' },
	},
};
